"""The answer to what a person asks: a question, or a pasted paragraph whose statements are judged one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.asking.found.missing import Halt, Missing, NotGiven, NotReported
from core.asking.found.stored import Stored
from core.asking.understood.apart import averages_apart, rates_apart, totals_apart
from core.asking.understood.choosing import asks_for_more, chosen
from core.asking.understood.mentioned import core_of, counters_of, pieces_of
from core.asking.understood.recalled import needs_order, recalled
from core.asking.understood.refusal import Outside, Refusal, UnknownWords
from core.asking.understood.request import (
    Comparison,
    Lookup,
    Mention,
    Ranking,
    Request,
    Share,
    Standing,
    Stated,
    Subject,
    Target,
    TextSearch,
)
from core.asking.understood.said import Said, Understood
from core.asking.understood.understand import understand
from core.asking.understood.whole_city import names_amount, of_counties
from core.asking.worded.asked import Asked, asks_whether
from core.asking.worded.claims import quoted_verdict
from core.asking.worded.outcome import Outcome, answer_of, missing_told, no_figure_but_words, refused, result_told
from core.asking.words.catalog import catalog, governing
from core.asking.words.everyday_doubted import without_doubts
from core.asking.words.everyday_plainly_en import plainly
from core.asking.words.everyday_sources import without_source
from core.asking.words.everyday_wishes_en import without_wishes
from core.asking.words.prepare import items
from core.asking.words.telling import told_words, without_teller
from core.asking.worked.run import run
from core.places import divisions as places
from core.types import Answer, AnswerLine, Context, Holdings, Language, Query

# Beyond this no question is asked, only text pasted.
_LONGEST_QUESTION = 2000
_LONGEST_TOLD = 200
_BARE_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])(\d{1,7})[?？。]?$")
_APPLICANT = re.compile(r"申请人[^,，]{0,4}谁|谁[^,，]{0,6}申请")
_ABOUT_REQUESTS = re.compile(r"申请|复议|诉讼|request|review|lawsuit")
_MOST_SEARCHED = 3
_SAID_IN_TEXT = frozenset({"negation", "how_to", "who"})
_APART = re.compile(r"[;；\n]")
_SAYS_HOW_MANY = re.compile(r"(?:\d|[一二两三四五六七八九十百千万])[多余来]?[件起条次个人]|(?<!\d)\d{1,3}(?!\d|年|月)")
_QUESTION_ENDS = re.compile(r"(?<=[?？])")
# 工作人员数，其中专职、兼职各几人: what has the parts is asked for, too.
_HAS_PARTS = re.compile(r"(?<=[数量额])([,，])(?=其中[^,，。?？]{2,24}(?:各|分别)(?:是|有|为)?(?:多少|几))")
# 最少的三个县和最多的三个县分别是哪些
_BOTH_ENDS = re.compile(
    r"(最[多少高低大小][^,，。?？]{0,8}?)(?:和|与|以及|、|跟)(最[多少高低大小][^,，。?？]{0,8}?)(?:分别|各|各自)?((?:是|有)?(?:哪[些个家几]|谁)[^,，?？]{0,6})(?=[?？]*$)"
)
_COMMA = re.compile(r"[,，]\s*")
_CLAUSE_ENDS = re.compile(r"[,，、]\s*")
# What does it mean and how many were there: two questions.
_AND_ASKS = re.compile(r"(?<!\s)\s++and\s++(?=(?:how (?:many|much)|what|which|who|when|where)\b)", re.IGNORECASE)
_PLAIN = Lookup | Share | Ranking
"""Requests that a clause with a figure of its own may be lost beside."""
_MOST_IN_TURN = 4
_TWO_YEARS = 2
_ASKS = re.compile(
    r"多少|(?<![十好])几(?!乎|[十百千万][件条人次份起宗项])|哪|谁|什么|啥|怎|咋|如何|为何|为啥|有没有|有无|[有是]否有|列出|呢[?？]?$"
    r"|[\u4e00-\u9fff](?:了|过(?![期去程]))[^,，。?？\d]{0,6}没有[啊呀呢嘛]?[?？。]?$"
    r"|(?:有过?|收到过?|打过|吃过|发生过?)[^,，。没]{2,8}没有?[?？。]?$"
    r"|(?<![居排列位市省县国是为占])(?:倒数)?第一[?？。]?$|(?:合计|总和|之和|加起来|总数|一共|总共|平均|中位数|占比|比例)[?？。]?$"
    r"|的(?:[县市区省镇乡]|街道|单位|机关|部门|申请|件数)[?？。]?$"
    # 没办完的, 没给公开的: those that were not, by the name of a figure.
    r"|(?:未|没有?)(?:(?:给|同意|批准|答应)?(?:公开|给)的|(?:同意|批准|答应)的|(?:办完|办结)的?)[?？。]?$"
    r"|\b(?:how|what|(?<!of )which|who|why|when|where|list|show|compare)\b|^(?:did|does|do|is|are|was|were|has|have)\b"
)


def _whole(text: str) -> str:
    """The text with the halves of a character put together; what is left of one alone can't be looked up anywhere."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def answer(
    question: str,
    holdings: Holdings,
    *,
    language: Language | None = None,
    context: Context | None = None,
    today: date | None = None,
    begin: int = 0,
) -> Answer:
    """Answer one question from what is stored; a number is told only where the status is `answered`.

    `language` overrides that of the question. `context` is the `context` of the answer before, where the question
    is a turn of a conversation. `today` decides what 去年 means. A text that states figures is judged statement by
    statement, whatever its length; of one longer than `claims.LONGEST` the beginning. Of a long list so many as
    `begin` were told before.
    """
    question = _whole(question)
    plain = _plain(question) if len(question) <= _LONGEST_TOLD else question
    if plain != question:
        found = answer(plain, holdings, language=language, context=context, today=today, begin=begin)
        return replace(found, question=question)
    rest = context.rest if context is not None and asks_for_more(question) else None
    if rest is not None:
        found = answer(rest.question, holdings, language=language, context=context, today=today, begin=rest.begin)
        following = found.context.rest and replace(found.context.rest, question=rest.question)
        return replace(found, question=question, context=replace(found.context, rest=following))
    meant = chosen(question, holdings, context, today) if context is not None else None
    if meant is not None and context is not None:
        found = answer(meant, holdings, language=language, context=replace(context, choices=()), today=today)
        kept = found.context if found.choices else replace(found.context, choices=context.choices, asked=context.asked)
        return replace(found, question=question, context=kept)
    if context is not None and len(question) <= _LONGEST_QUESTION:
        meant = recalled(question, _in_order(question, holdings, context, today), holdings)
        if meant != question:
            spoken = language or understand(question, holdings, today=today).language
            found = answer(meant, holdings, language=spoken, context=context, today=today)
            return replace(found, question=question)
    told = told_words(question)
    asserted = told != question or _tells(question)
    if len(told) <= _LONGEST_TOLD and names_amount(told):
        told = of_counties(told, catalog(holdings), today or date.today())
    if len(question) > _LONGEST_QUESTION or _states(told, asserted=asserted):
        # A question needs none of the many patterns that a statement is read by.
        from core.asking.claims.answer import verdicts

        whether = asks_whether(question)
        judged = verdicts(told, holdings, language=language, context=context, today=today, whether=whether)
        if judged is not None:
            return replace(judged, question=question)
    listed = items(question) if len(question) <= _LONGEST_QUESTION else ()
    listed = listed or _side_by_side(question, holdings, today)
    if listed:
        return _each(question, listed, holdings, language=language, context=context, today=today)
    understood = _understood(question, holdings, context, today)
    loses = understood.refusal or understood.unused or understood.set_aside
    judged_itself = isinstance(understood.request, Stated) and len(understood.said.subject.times) < _TWO_YEARS
    if loses and not judged_itself and not begin and _SAYS_HOW_MANY.search(question):
        granted = _granted(question, holdings, language or understood.language, context, today)
        if granted is not None:
            return granted
    apart = bool(
        understood.refusal
        or set(understood.unused) - set(understood.empty)
        or understood.set_aside
        or _loses_clause(question, understood, holdings, today)
        or _loses_question(question, understood, holdings, context, today)
    )
    if apart and (in_turn := _one_after_other(question, holdings, language, context, today)) is not None:
        return in_turn
    stored = Stored(holdings, understood.said.sentence.catalog)
    parts = () if begin else rates_apart(understood) or averages_apart(understood) or totals_apart(understood)
    if parts:
        return _together(question, [_of(question, part, part.request, stored, language, context) for part in parts])
    request = replace(understood.request, begin=begin) if begin else understood.request
    found = _of(question, understood, request, stored, language, context)
    if found.status == "not_understood" and not apart:
        return _one_after_other(question, holdings, language, context, today) or found
    return found


def _plain(question: str) -> str:
    """The question without what is wished of the answer, who says so, and what is thought of it."""
    return without_doubts(without_source(plainly(without_wishes(question))))


def _granted(
    question: str, holdings: Holdings, language: Language, context: Context | None, today: date | None
) -> Answer | None:
    """The answer to a question without the number that it takes for granted: told before it where it is wrong."""
    from core.asking.claims.premise import judged, premise_of

    premise = premise_of(question, _ASKS) if len(question) <= _LONGEST_TOLD else None
    held = judged(premise, holdings, language=language, context=context, today=today) if premise else None
    if premise is None or held is None:
        return None
    found = answer(premise.question, holdings, language=language, context=context, today=today)
    if found.status != "answered":
        return None
    if held.verdict.status == "agrees":
        return replace(found, question=question)
    told = AnswerLine(quoted_verdict(premise.told, held.said, language))
    return replace(found, question=question, lines=(told, *found.lines))


def _of(
    question: str,
    understood: Understood,
    request: Request,
    stored: Stored,
    language: Language | None,
    context: Context | None,
) -> Answer:
    """The answer to one request."""
    asked = Asked(request, understood, language or understood.language, stored)
    return answer_of(question, asked, _outcome(asked), context)


def _in_order(question: str, holdings: Holdings, context: Context, today: date | None) -> Context:
    """The conversation with the order of the bodies, where a place of it is spoken of before any was told."""
    if not needs_order(question, context):
        return context
    return replace(context, order=answer("全市排第几", holdings, context=context, today=today).context.order)


def _understood(question: str, holdings: Holdings, context: Context | None, today: date | None) -> Understood:
    """What is asked; where who told it is not understood (小王说…, a paper claims …), what is asked without him."""
    understood = understand(question, holdings, context, today=today)
    if understood.refusal is None:
        return understood
    told, plainly, without = without_teller(question), told_words(question), understood
    if isinstance(understood.refusal, UnknownWords) and told != question:
        without = understand(told, holdings, context, today=today)
        if without.refusal is None:
            return without
    same = plainly in (question, told) and not _tells(question) and not _asks_of_number(plainly, without)
    if same or not _SAYS_HOW_MANY.search(plainly) or _ASKS.search(plainly):
        return understood
    # Whatever words asked whether it is so.
    asked = understand(f"{plainly}，对吗", holdings, context, today=today)
    return understood if asked.refusal else asked


def _asks_of_number(question: str, understood: Understood) -> bool:
    """予以公开138？: a figure and a number, without a unit, that is asked about or told by itself."""
    refusal, stated = understood.refusal, _BARE_NUMBER.search(question)
    bare = stated is not None and isinstance(refusal, UnknownWords) and refusal.words == (stated[1],)
    return bare and bool(understood.said.subject.measures) and "measures" not in understood.said.inherited


def _outcome(asked: Asked) -> Outcome:
    """What comes of a request."""
    refusal = asked.understood.refusal
    if asks_for_more(asked.understood.said.sentence.text):
        return refused(Outside("nothing_follows"), asked)
    if refusal:
        return (_mentioned(asked) if _may_be_in_text(refusal) else None) or refused(_looked_for(refusal, asked), asked)
    if isinstance(asked.request, Stated):
        # Whether a number said is so is judged as a statement is; few questions state any.
        from core.asking.claims.answer import stated

        return stated(asked)
    try:
        return result_told(run(asked.stored, asked.request), asked)
    except Halt as halt:
        return (_mentioned(asked) if _has_no_row(halt.missing) else None) or missing_told(halt.missing, asked)


def _has_no_row(missing: Missing) -> bool:
    """Whether the form of a report has no such row, so that only its text may say anything of it."""
    return isinstance(missing, NotGiven) and all(
        isinstance(gap, NotReported) and gap.reason == "row" and not gap.unread for gap in missing.unreported
    )


def _may_be_in_text(refusal: Refusal) -> bool:
    """Whether what is asked is no figure, but perhaps something that a report says."""
    return isinstance(refusal, UnknownWords) or (isinstance(refusal, Outside) and refusal.reason in _SAID_IN_TEXT)


def _looked_for(refusal: Refusal, asked: Asked) -> Refusal:
    """Words that are not understood, with whose reports were searched for them in vain."""
    bodies = [body for target in asked.understood.said.subject.targets for body in target.bodies]
    english = asked.understood.said.sentence.language == "en"
    if not isinstance(refusal, UnknownWords) or english or not 0 < len(bodies) <= _MOST_SEARCHED:
        return refusal
    ids = [body.organization.id for body in bodies]
    if min(map(len, refusal.words)) < 2 or any(
        asked.stored.holdings.mentioning(word, organizations=ids) for word in refusal.words
    ):
        return refusal
    return replace(refusal, unsaid_by=tuple(body.organization.name for body in bodies))


def _mentioned(asked: Asked) -> Outcome | None:
    """What the reports of the body named say of words that are none of its figures, quoted."""
    said = asked.understood.said
    subject = Subject(said.subject.targets or _government_of(said), said.subject.times)
    pieces = pieces_of(said.sentence)
    of_person = bool(_APPLICANT.search(said.sentence.text)) or (
        asked.understood.refusal == Outside("who") and _ABOUT_REQUESTS.search(said.sentence.text)
    )
    if not subject.targets and "passage" in said.cues:
        return _mentioned_anywhere(asked, core_of(said.sentence) or pieces)
    if not (subject.targets and pieces) or of_person:
        return None
    request = Mention(subject, pieces, core_of(said.sentence), counters_of(said.sentence))
    try:
        return no_figure_but_words(run(asked.stored, request), "、".join(pieces), replace(asked, request=request))
    except Halt:
        return None


def _government_of(said: Said) -> tuple[Target, ...]:
    """泰顺…部门一把手: the government of a place that was taken for a range."""
    place = places.by_code(said.range.parent) if said.range and said.range.parent else None
    held = governing(said.sentence.catalog, place, "government") if place else ()
    return (Target(place.name, "government", (place,), held),) if place and held else ()


def _mentioned_anywhere(asked: Asked, phrases: Sequence[str]) -> Outcome | None:
    """Which reports say one of these words, the longest that any says: 哪份报告讲到拆迁."""
    for phrase in sorted(dict.fromkeys(phrase for phrase in phrases if len(phrase) > 1), key=len, reverse=True):
        request = TextSearch(Subject(times=asked.understood.said.subject.times), phrase=phrase)
        try:
            return result_told(run(asked.stored, request), replace(asked, request=request))
        except Halt:
            continue
    return None


def _tells(question: str) -> bool:
    """Whether an English sentence ends as one that tells."""
    return question.isascii() and question.rstrip().endswith(".")


def _side_by_side(question: str, holdings: Holdings, today: date | None) -> tuple[str, ...]:
    """Whole questions one after the other: 泰顺2018年收到申请；瑞安2020年行政复议. None where one leaves out whose."""
    pieces = tuple(piece for piece in _APART.split(question) if piece.strip())
    if len(pieces) < 2 or len(question) > _LONGEST_QUESTION:
        return ()
    read = (understand(piece, holdings, today=today).request.subject for piece in pieces)
    return pieces if all(s.targets and s.times and s.measures for s in read) else ()


def _loses_clause(question: str, understood: Understood, holdings: Holdings, today: date | None) -> bool:
    """Whether a clause that asks for a figure has none in what was understood of all: 公开了多少条，其中网站多少."""
    pieces = [piece for piece in _CLAUSE_ENDS.split(_apart(question)) if piece]
    if not isinstance(understood.request, _PLAIN) or not 1 < len(pieces) <= _MOST_IN_TURN:
        return False
    told = _codes(understood.request)
    asked = [understand(piece, holdings, today=today).request for piece in pieces if _ASKS.search(piece.lower())]
    codes = [_codes(one) for one in asked]
    return all(isinstance(one, _PLAIN) for one in asked) and any(of and of.isdisjoint(told) for of in codes)


def _loses_question(
    question: str, understood: Understood, holdings: Holdings, context: Context | None, today: date | None
) -> bool:
    """Whether parts that ask, ask for other than what was understood of all: 哪家最多？我们鹿城排第几."""
    pieces = _pieces_that_ask(question)
    whole = understood.request
    if not isinstance(whole, Lookup | Ranking | Standing | Comparison) or not 1 < len(pieces) <= _MOST_IN_TURN:
        return False
    read = [understand(piece, holdings, context, today=today) for piece in pieces]
    if isinstance(whole, Ranking) and not whole.both_ends:
        other_end = "most" if whole.least else "least"
        if any(other_end in one.said.cues for one in read):
            return True
    named = [one.request for one in read if not one.refusal and "measures" not in one.said.inherited]
    return any(_is_told_beside(one, whole) for one in named)


def _is_told_beside(part: Request, whole: Request) -> bool:
    """Whether what a part asks for is not in the answer to the whole."""
    if not _codes(part) or not isinstance(part, Ranking | Lookup):
        return False
    if isinstance(part, Ranking):
        return not isinstance(whole, Ranking)
    return _codes(part).isdisjoint(_codes(whole)) or (isinstance(whole, Ranking) and bool(part.subject.targets))


def _codes(request: Request) -> set[str]:
    return {code for measure in request.subject.measures for code in measure.codes}


def _apart(question: str) -> str:
    """The question with each of its parts asking for itself."""
    return _BOTH_ENDS.sub(r"\1\3，\2\3", _HAS_PARTS.sub(r"多少\1", question))


def _pieces_that_ask(question: str) -> list[str]:
    """The questions between question marks; else between commas, where each of them asks."""
    pieces = [piece.strip() for piece in _QUESTION_ENDS.split(question) if piece.strip()]
    if len(pieces) > 1:
        return pieces
    # 申请最多的县是哪个，比第二多多少; 公开多少条，其中网站、微信各多少: each part asks.
    for ends in (_COMMA, _CLAUSE_ENDS, _AND_ASKS):
        pieces = [piece for piece in ends.split(_apart(question)) if piece]
        if len(pieces) > 1 and all(_ASKS.search(piece.lower()) for piece in pieces):
            return pieces
    return []


def _one_after_other(
    question: str, holdings: Holdings, language: Language | None, context: Context | None, today: date | None
) -> Answer | None:
    """龙港2023年收到多少？全市排第几？: each is a question of its own that follows the one before."""
    pieces = _pieces_that_ask(question)
    if not 1 < len(pieces) <= _MOST_IN_TURN or len(question) > _LONGEST_QUESTION:
        return None
    found: list[Answer] = []
    for piece in pieces:
        found.append(answer(piece, holdings, language=language, context=context, today=today))
        context = found[-1].context
        if found[-1].status in ("not_understood", "ambiguous"):
            return None
    return _together(question, found)


def _each(
    question: str,
    listed: Sequence[str],
    holdings: Holdings,
    *,
    language: Language | None,
    context: Context | None,
    today: date | None,
) -> Answer:
    """The answers to the questions of a list, one after the other: each may leave out what those before it said."""
    found: list[Answer] = []
    for item in listed:
        found.append(answer(item, holdings, language=language, context=context, today=today))
        context = found[-1].context
    return _together(question, found)


def _together(question: str, found: Sequence[Answer]) -> Answer:
    """Several answers as one."""
    first = next((one for one in found if one.status == "answered"), found[0])
    return replace(
        first,
        question=question,
        lines=tuple(line for one in found for line in _told(one)),
        rows=tuple(row for one in found for row in one.rows),
        choices=tuple(choice for one in found for choice in one.choices),
        notes=tuple(dict.fromkeys(note for one in found for note in one.notes)),
        context=_spoken_of(found),
    )


def _spoken_of(found: Sequence[Answer]) -> Context:
    """The conversation after several answers: of one body and year their figures are all spoken of."""
    last = found[-1].context
    queries = [one.context.query for one in found]
    asked = [query for query in queries if query is not None and _lists(query)]
    whose = {(query.organizations, query.years, query.applicant) for query in asked}
    if len(asked) != len(found) or len(whose) != 1 or last.query is None:
        return last
    measures = tuple(dict.fromkeys(code for query in asked for code in query.measures))
    indicators = tuple(dict.fromkeys(code for query in asked for code in query.indicators))
    query = replace(last.query, operation="lookup", measures=measures, indicators=indicators, how=None)
    return replace(last, query=query)


def _lists(query: Query) -> bool:
    """Whether figures of named bodies are told, or the total of each."""
    added = query.operation == "aggregate" and query.how == "sum" and query.scope is None
    return bool(query.measures) and (query.operation == "lookup" or added)


def _told(one: Answer) -> Sequence[AnswerLine]:
    """The lines of one answer of several: one that gives no figure says to which question."""
    if one.status == "answered":
        return one.lines
    first, *others = one.lines
    return (replace(first, text=f"“{one.question}” — {first.text}"), *others)


def _states(text: str, *, asserted: bool) -> bool:
    """Whether a text tells and does not ask; the numbers of a list tell nothing. `asserted`: 对吗 was said with it."""
    if _ASKS.search(text.lower()):
        return False
    from core.asking.claims.answer import states

    return any(states(item, asserted=asserted) for item in items(text) or (text,))
