"""Words to a request: what a question asks for, of whom, of when, and what was not understood.

Nothing is guessed here: every word of a question is known, mended openly (a slip of the input method), or told as
unknown. What the question leaves out comes from the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from core.asking.understood import exclusions, formula
from core.asking.understood.bodies import named_bodies
from core.asking.understood.change import growth_of
from core.asking.understood.context import with_context
from core.asking.understood.figures import counts_people, figures_of, unit_counted
from core.asking.understood.forms import forms_compared
from core.asking.understood.kinds import request_of
from core.asking.understood.outside import outside, unscoped
from core.asking.understood.refusal import NoAdministration, Outside, Refusal, UnknownPlace, UnknownWords, UnusedWords
from core.asking.understood.request import (
    AreaSum,
    ChangeRanking,
    Comparison,
    Consistency,
    Definition,
    Failing,
    FormsCompared,
    Held,
    Late,
    Lookup,
    Measure,
    Reasons,
    Reports,
    Request,
    Stated,
    Subject,
    Sum,
    Target,
    TextSearch,
    Within,
)
from core.asking.understood.said import Said, Understood
from core.asking.understood.scope import asks_for_years, range_of, within_whole
from core.asking.understood.set_aside import can_do_without
from core.asking.understood.stated import bodies_counted, claims_of
from core.asking.understood.unknown import unknown_words
from core.asking.understood.unused import empty_stretches, left_of
from core.asking.words import asides, everyday, presence, slips
from core.asking.words import catalog as bodies
from core.asking.words import formula as formulas
from core.asking.words.catalog import Catalog
from core.asking.words.corrected import corrected
from core.asking.words.cut import cut
from core.asking.words.operators import as_signs, is_sign
from core.asking.words.parts import asked_for_largest
from core.asking.words.prepare import WHERE_SAID, prepare, quoted_phrase
from core.asking.words.sentence import Sentence
from core.asking.words.short_years import as_years
from core.asking.words.times import Time
from core.asking.words.token import Token
from core.text.numerals import COUNT_EN
from core.types import Context, Holdings, Language

_LONGEST = 2000
_HOW_MANY_CASES = re.compile(r"(?:才|就|只有?|仅|统共|拢共|总共就)(?:多少|几)[件单](?![的\u4e00-\u9fff]*[案文信])")
_WHO_REQUESTS = re.compile(r"谁的?申请(?:量|数)?(?=(?:收得|收到的?)?最|第)")
_WHO_APPLIED = re.compile(r"谁申请(?=最)")
_WHOLE_CITY = re.compile(r"全[市省]|各[县市区地]|县市区")
_THESE_YEARS = re.compile(r"(?<![\d年])这([两二三四五六七八九十])年")
# 比瓯海、永嘉加起来还多; fewer than 10 counties had more than 100: no request holds these against each other.
_THAN_TOGETHER = re.compile(
    r"(?:加起来|合计|之和|总和|加在一起)[^,，。]{0,4}比[^,，。]{2,12}[多少高低]"
    r"|(?:加起来|合计|之和|总和|加在一起)[^,，。]{0,4}(?:[超高多大少低小][过于出]|不如|不及|赶上)[^,，。\d]{2,12}"
    r"|(?:[超高多大少低小][过于出]|不如|不及|比不上)[^,，。\d]{2,40}(?:加起来|合计|之和|总和|加在一起)"
    r"|比[^,，。]{2,40}(?:加起来|合计|之和|总和|加在一起)[^,，。]{0,4}[多少高低]"
    rf"|\b(?:(?:fewer|less|more) than|at least|at most|up to|over|under|all but|except) (?:{COUNT_EN})"
    r"(?: of the(?: [a-z\d]+)?)? (?:[a-z]+ )?(?:counties|districts|cities|bodies)\b"
)
# Didn't it receive 962 asks; it did not receive 962 denies.
_NOT_SO = re.compile(
    r"(?<=[a-z] )(?:did|does|do|has|have|had|was|were|is|are)(?: not|n't)\b(?! (?:it|they|that|there)\b)"
    r"|^not\b(?= (?:\d|[a-z]+\.))|(?<=[a-z] )never\b"
    r"|(?<!有)(?:并没有?|没有?|并未|未曾|从未|未)(?:收到|受理|接到|办结|答复|发生)(?=[^,，。]{0,8}\d)"
)
# granted/(granted+partial): what is divided by a sum of its own is no list of figures.
_OVER_SUM = re.compile(r"(?:/|÷|除以) ?\([^()]*[+加][^()]*\)")
# 两个加起来: of one figure there is nothing to add.
_TOGETHER = re.compile(r"[两俩三四五六七八九十]个?[个家年县项者类种数]?(?:加起来|合计|总和|之和|相加|加一起)")

# The sum of the four counties, where none were told: of all of them it is not asked.
_SO_FEW_COUNTIES = re.compile(
    r"\b(?:the|these|those) (?:two|three|four|[234]) (?:counties|bodies)\b"
    r"(?! (?:with|that|which|who|where|having|whose)\b)"
)


def understand(
    question: str, holdings: Holdings, context: Context | None = None, *, today: date | None = None
) -> Understood:
    """Read a question; `today` decides what 去年 means (default: the day it is)."""
    catalog = bodies.catalog(holdings)
    if len(question) > _LONGEST:
        return _too_long(question, catalog)
    day, follows = today or date.today(), context is not None and context.query is not None
    worked_out = formulas.find(prepare(question))
    if worked_out and (found := _by_formula(question, worked_out, catalog, context, day)) is not None:
        return found
    sentence, left_out = _sentence(question, catalog, day, follows=follows)
    read = _said(sentence, left_out)
    compared = None if read.subject.targets else forms_compared(question)
    if compared is not None:
        read = replace(read, sentence=replace(sentence, repairs=()))
        return Understood(FormsCompared(Subject(), years=compared), read, sentence.language, None)
    said = _of_requests(with_context(read, context, catalog))
    request = request_of(said)
    left = left_of(said, request)
    refusal = _refusal(said, request) or (UnusedWords(left.changing) if left.changing else None)
    beside = said.unknown if said.topics and said.subject.targets else ()
    empty = () if sentence.language == "en" else empty_stretches(sentence)
    told = (*left.told, *said.unread, *beside, *empty)
    set_aside = () if refusal or beside else said.unknown
    return Understood(request, said, sentence.language, refusal, told, empty, set_aside)


def _by_formula(
    question: str, expression: formulas.Expression, catalog: Catalog, context: Context | None, today: date
) -> Understood | None:
    """A question whose figures stand in a formula; None where the words around it name others."""
    sentence, left_out = _sentence(expression.rest, catalog, today, follows=context is not None)
    read = _said(sentence, left_out)
    if read.subject.measures or read.range or read.topics or left_out:
        return None
    said = with_context(read, context, catalog)
    request = formula.request_of(expression, said.subject, lambda words: _sentence(words, catalog, today)[0])
    if request is None:
        return None
    left = left_of(said, request)
    words = (*said.unknown, *said.unread)
    refusal = UnknownWords(words) if words else UnusedWords(left.changing) if left.changing else None
    language: Language = "en" if question.isascii() else _sentence(question, catalog, today)[0].language
    return Understood(request, said, language, refusal, left.told)


def _of_requests(said: Said) -> Said:
    """瑞安去年才几件: requests, and that is told, where a body and a year are said and nothing that is counted."""
    subject, sentence = said.subject, said.sentence
    if subject.measures:
        return said
    counted = _HOW_MANY_CASES.search(sentence.text)
    named = subject.applicants or subject.overview or said.topics or said.claims or said.range
    if counted is None or named or not (subject.targets and subject.times) or said.cues - {"sum", "compare"}:
        return said
    sentence = replace(sentence, repairs=(*sentence.repairs, (counted.group(), f"申请{counted.group()}")))
    return replace(said, sentence=sentence, subject=replace(subject, measures=(Measure(("requests.received",)),)))


def understand_told(
    words: str, holdings: Holdings, context: Context | None = None, *, today: date | None = None
) -> Understood:
    """Read words that tell and do not ask: each number is a claim, and what they leave out is what was spoken of."""
    catalog = bodies.catalog(holdings)
    sentence, left_out = _sentence(words, catalog, today or date.today())
    read = _said(sentence.told(), left_out)
    # 截至2018年底累计: of all years there ever were, which no store has.
    open_ended = (token.text for token in sentence.tokens if token.time and token.time.kind == "until")
    unknown = (*read.unknown, *read.unread, *open_ended)
    said = with_context(replace(read, unknown=unknown, unread=()), context, catalog)
    request = request_of(said)
    return Understood(request, said, sentence.language, _refusal(said, request))


def _too_long(question: str, catalog: Catalog) -> Understood:
    said = Said(Sentence((), question[:_LONGEST], catalog), Subject())
    return Understood(Lookup(Subject()), said, "zh", Outside("too_long"))


def _sentence(
    question: str, catalog: Catalog, today: date, *, follows: bool = False
) -> tuple[Sentence, tuple[Target, ...]]:
    """The words of a question that may follow others, and the bodies that it leaves out."""
    quoted = quoted_phrase(question)
    # 这三年, where none were spoken of: the last three.
    dated = follows or any(character.isdigit() for character in question)
    question = question if dated else _THESE_YEARS.sub(r"近\1年", question)
    text, taken = everyday.read(
        prepare(question if quoted is None else WHERE_SAID.sub("", question.replace(quoted, "")))
    )
    tokens = as_signs(cut(text, catalog, today))
    meant, changed = corrected(text, tokens)
    if changed:
        text, taken, tokens = meant, (*taken, *changed), as_signs(cut(meant, catalog, today))
    if (meant := _which_body(text, tokens)) != text:
        text, tokens = meant, as_signs(cut(meant, catalog, today))
    kept, beside = _without_asides(text, tokens, catalog, today)
    if beside:
        text, tokens = kept, as_signs(cut(kept, catalog, today))
    text, tokens, repairs = slips.mend(text, tokens, catalog, today)
    repairs = (*taken, *repairs)
    tokens = as_years([token for token in tokens if not token.text.isspace()], today, follows=follows)
    words, left_out = exclusions.split(tokens)
    words = asked_for_largest(presence.as_limits(words, text), text)
    sentence = Sentence(_words(words), text, catalog, quoted, repairs, beside)
    return sentence, named_bodies(sentence.of(_words(left_out))).targets if left_out else ()


def _which_body(text: str, tokens: Sequence[Token]) -> str:
    """温州谁申请最多: the body that received most; 泰顺谁申请最多: the kind of applicant."""
    if "谁" not in text:
        return text
    many = any(
        (token.has("level") and token.text[0] != "谁")
        or any(d.level in ("prefecture", "province") for d in token.divisions)
        for token in tokens
    )
    wide = many or _WHOLE_CITY.search(text)
    return _WHO_REQUESTS.sub("哪个县的申请", text) if wide else _WHO_APPLIED.sub("哪类申请人申请", text)


def _without_asides(text: str, tokens: Sequence[Token], catalog: Catalog, today: date) -> tuple[str, tuple[str, ...]]:
    """The text without what is said beside the question: nothing is, that with its slips mended names a body."""
    kept, beside = asides.split(text, tokens)
    for words in beside:
        _, meant, repairs = slips.mend(words, cut(words, catalog, today), catalog, today)
        if repairs and any(token.divisions or token.stored for token in meant):
            return text, ()
    return kept, beside


def _words(tokens: Sequence[Token]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if not token.mark or token.separator)


def _said(sentence: Sentence, left_out: tuple[Target, ...]) -> Said:
    """The parts of a sentence."""
    named = named_bodies(sentence)
    figures = figures_of(sentence)
    found, named = range_of(sentence, named)
    found, whose_whole = within_whole(sentence, named, found)
    unknown = unknown_words(sentence, named)
    subject = Subject(
        named.targets,
        _named_years(sentence),
        figures.measures,
        figures.applicants,
        unit_counted(sentence),
        overview="all_indicators" in sentence.cues,
        people=counts_people(sentence),
    )
    said = Said(
        sentence,
        subject,
        found,
        without=left_out,
        of_years=found is None and asks_for_years(sentence, named),
        growth=growth_of(sentence),
        claims=() if "outcomes_all" in sentence.cues else claims_of(sentence),
        topics=_topics(sentence, bool(figures.measures)),
        unknown=unknown.barring,
        unread=(*sentence.beside, *unknown.apart),
        unknown_place=unknown.place,
        used=figures.used,
    )
    reason = outside(sentence, named) or unscoped(said, whose_whole)
    return said if reason is None else replace(said, outside=reason)


def _named_years(sentence: Sentence) -> tuple[Time, ...]:
    """2016-2018年每年: of the years named, every one; 2018年与上一年: 2017."""
    times = tuple(token.time for token in sentence.tokens if token.time)
    named = tuple(time for time in times if time.kind != "all") or times
    plain = [time for time in named if time.kind == "years" and not time.relative and len(time.years) == 1]
    if len(plain) != 1:
        return named
    year = plain[0].years[0]
    return tuple(
        replace(time, years=(year + time.shift,), relative=False, shift=0) if time.shift else time for time in named
    )


def _topics(sentence: Sentence, measured: bool) -> tuple[str, ...]:
    """What of the narrative is asked for; 勾稽关系有没有问题 asks for the checks."""
    if measured and "passage" not in sentence.cues:
        return ()
    found = dict.fromkeys(v for token in sentence.tokens for v in token.values("topic"))
    if "check" in sentence.cues and "passage" not in sentence.cues:
        found.pop("problems", None)
    return tuple(found)


def _refusal(said: Said, request: Request) -> Refusal | None:
    """Why the question is not answered, before anything is looked up."""
    if said.outside and not (_speaks_of_else(said) or _is_answered(said, request)):
        return Outside(said.outside)
    if said.sentence.bounds and request.operation not in ("rank", "check"):
        return Outside("bounded_change")
    if said.unknown_place:
        return UnknownPlace(said.unknown_place)
    asks_topic = bool(said.topics) and bool(said.subject.targets)
    settled = _is_settled(said) or isinstance(request, Definition | Failing)
    settled = settled or (isinstance(request, Reports | Late | Consistency) and bool(said.subject.targets))
    barred = said.unknown and not can_do_without(said, request)
    if not asks_topic and (barred or (said.unread and not settled)):
        words = (*said.unknown, *said.unread)
        return UnknownWords(words, of_else=_are_of_else(words, said.sentence))
    if "elsewhere" in said.cues:
        return NoAdministration()
    looks_for = isinstance(request, TextSearch | Consistency | Failing)
    if not looks_for and any(measure.codes == ("?",) for measure in said.subject.measures):
        return Outside("no_figure")
    return _of_kind(said, request)


def _are_of_else(words: Sequence[str], sentence: Sentence) -> bool:
    """Whether all of the words are known for figures that these reports do not have."""
    known = {token.text for token in sentence.tokens if token.has("lookalike")}
    return known.issuperset(words)


def _is_answered(said: Said, request: Request) -> bool:
    """Whether what the reports say of reasons is looked for."""
    return said.outside == "why" and isinstance(request, Reasons | Reports)


def _of_kind(said: Said, request: Request) -> Refusal | None:
    """What a kind of request can't do."""
    over_sum = _OVER_SUM.search(said.sentence.text)
    if over_sum and isinstance(request, Lookup | Comparison | Sum):
        return UnusedWords((over_sum.group(),))
    if isinstance(request, Lookup) and said.cues & {"mean", "median"}:
        return Outside("mean_of_one")
    beside = _THAN_TOGETHER.search(said.sentence.text)
    if beside and isinstance(request, Sum | Within | AreaSum):
        return UnusedWords((beside.group(),))
    subject = request.subject
    if (turned := _turned(said, request)) is not None:
        return UnusedWords((turned,))
    if not isinstance(request, Within) and (counted := bodies_counted(said.sentence)):
        return UnusedWords(counted)
    together = _TOGETHER.search(said.sentence.text) if isinstance(request, Lookup) else None
    if together:
        return UnusedWords((together.group(),))
    so_few = _SO_FEW_COUNTIES.search(said.sentence.text)
    if so_few and said.range is not None and not (subject.targets or said.sentence.limit):
        return UnusedWords((so_few.group(),))
    signs = [token for token in said.sentence.tokens if is_sign(token)]
    several = len(subject.targets) > 1 or len(subject.measures) > 1 or subject.of_years
    if signs and (not several or (len(signs) > 1 and any(sign.has("cue", "compare") for sign in signs))):
        return UnusedWords((signs[-1].text,))
    if isinstance(request, Sum) and signs and (held := said.sentence.said_as("compare")):
        # 泰顺加永嘉比乐清多还是少: a sum is held against none.
        return UnusedWords(tuple(held.split()))
    if isinstance(request, Lookup) and "define" in said.cues and not (subject.measures or subject.targets):
        return Outside("define_what")
    if isinstance(request, Comparison) and request.of_parts and len(subject.measures) == 1 and not subject.applicants:
        # 哪种渠道最多, after a question about reviews: these have none.
        return Outside("which_row")
    asks_place = said.range and said.range.position and said.subject.targets
    if isinstance(request, ChangeRanking) and asks_place and not request.whose:
        return Outside("change_standing")
    return None


def _turned(said: Said, request: Request) -> str | None:
    """Longgang did not receive 962, only Longgang received more than 700: a word that turns what is judged."""
    if not isinstance(request, Held | Stated):
        return None
    if denied := _NOT_SO.search(said.sentence.text):
        return denied.group()
    beside = pairwise(said.sentence.tokens)
    return next((token.text for token, after in beside if token.has("cue", "only") and _names_body(after)), None)


def _names_body(token: Token) -> bool:
    return bool(token.bodies or token.divisions or token.stored)


def _is_settled(said: Said) -> bool:
    """Whether it is plain of whom and which figures are asked, so that a word that stands apart can be left out."""
    subject = said.subject
    return bool((subject.targets or said.range) and subject.measures)


def _speaks_of_else(said: Said) -> bool:
    """今天天气怎么样: a day, but of nothing that reports have."""
    subject, inherited = said.subject, said.inherited
    own = (subject.measures and "measures" not in inherited, subject.targets and "organizations" not in inherited)
    named = any(own) or subject.applicants or said.range
    return said.outside == "subyear" and bool(said.unknown or said.unread) and not named
