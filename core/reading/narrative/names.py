"""Names among the words of a sentence: 东升镇, 市教育事务局, 微信公众号“吴忠教育发布”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.reading.narrative.clauses import STOPS
from core.reading.narrative.senses import has, said_by
from core.text.lexicon import COUNT, Word, mask

_OWN = (frozenset(("whose.own", "named")),)
_PART = (frozenset(("whose.part",)),)
_NAME = (frozenset(("filler",)),)
_SECTION = (frozenset(("section",)),)
_ENDS_OF_SECTIONS = ("科", "科室", "股", "股室", "处", "处室", "室", "中队", "大队", "站所")
_OF_STAFF = mask("staff.", "thing.staff", "works", "thing.course", "act.train")
_LONGEST_SECTION = 9
_WEBSITE = (frozenset(("chan.website",)),)
_SITE, _NO_SITES = "网", ("电网", "管网", "路网", "河网", "水网", "联网", "官网", "微网", "热网")
_SHOWING = mask("act.disclose", "act.publish")
_COURSES, _LONGEST_SUBJECT = mask("thing.course"), 3
_PARTS_OF_SECTIONS = frozenset("管书办总")
_ACCOUNTS = ("chan.wechat", "chan.weibo", "chan.website")
# What is never a part of a name.
_SPOKEN = frozenset(
    (
        *(
            "thing.",
            "out.",
            "res.",
            "why.",
            "chan.",
            "appl.",
            "path.",
            "when.",
            "whose.part",
            "whose.other",
            "whose.all",
        ),
        *(
            "act.receive",
            "act.accept",
            "act.answer",
            "act.conclude",
            "act.handle",
            "act.disclose",
            "act.publish",
            "act.hold",
        ),
        *(
            "act.charge",
            "act.occur",
            "act.file",
            "act.carry",
            "act.issue",
            "act.adjudicate",
            "act.inspect",
            "act.attend",
            "act.train",
            "act.respond",
            "act.make",
            "act.clean",
            "act.in_force",
            "act.repeal",
        ),
        *("part", "not", "sum", "all", "person", "rate", "plan", "each", "besides", "except", "excluded", "proactive"),
    )
)
_OWN_BODY, _ACCOUNT = mask("whose.own"), mask(*_ACCOUNTS)
_PLAIN = ("filler", "whose.own", "count", "and")
_LONGEST = 18
_BEFORE_A_NAME = frozenset(("通过", "在", "以", "由", "从", "用", "经", "借助", "利用", "依托", "向", "于"))


def with_names(words: Sequence[Word]) -> list[Word]:
    """The words, those of a body's or an account's name as one."""
    said = said_by(words)
    named = _with_bodies(words) if said & _OWN_BODY else list(words)
    named = _with_sections(named) if said & _OF_STAFF else named
    named = _with_joint_courses(named) if said & _COURSES else named
    named = _with_sites(named) if said & _SHOWING else named
    return _with_accounts(named) if said & _ACCOUNT else named


def _with_bodies(words: Sequence[Word]) -> list[Word]:
    """A clause that begins with a name: all up to the word for a body (镇, 局, 中心) is the body."""
    owns = [at for at, word in enumerate(words) if word.mask & _OWN_BODY]
    found: list[Word] = []
    done = looked_at = 0
    for own in owns:
        if own < looked_at:
            continue
        begin, end = _begin_of_clause(words, looked_at, own), _end_of_clause(words, own)
        looked_at = end
        first = next(at for at in range(begin, own + 1) if words[at].figure is None and not words[at].is_mark)
        last = _end_of_name(words, first, end)
        if last > first:
            found += words[done:first]
            found.append(_merged(words[first : last + 1], _PART if words[last].may_be("whose.part") else _OWN))
            done = last + 1
    return [*found, *words[done:]]


def _with_joint_courses(words: Sequence[Word]) -> list[Word]:
    """信息公开|和|保密|培训, 政务公开|暨|新闻宣传|培训班: a course on disclosure and on something else."""
    found: list[Word] = []
    for word in words:
        found.append(word)
        if word.may_be("thing.course"):
            joint = _begin_of_joint_course(found)
            found[joint:] = [_merged(found[joint:], word.readings)]
    return found


def _begin_of_joint_course(words: Sequence[Word]) -> int:
    """Where the names of a course begin that the last word is; the last word itself where it has no other subject."""
    last = len(words) - 1
    for at in range(last - 1, max(last - _LONGEST_SUBJECT - 1, 0), -1):
        if words[at].may_be("and"):
            before, behind = words[at - 1], words[at + 1 : last]
            ours = before.may_be("disclosure") and all(map(_may_be_a_subject, behind))
            theirs = not behind and "公开" in words[last].text and _may_be_a_subject(before)
            return at - 1 if ours or theirs else last
        if not _may_be_a_subject(words[at]):
            return last
    return last


def _may_be_a_subject(word: Word) -> bool:
    named = not word.known or has(word, ("other.", "thing.item")) or word.senses == {"filler"}
    return named and word.figure is None and not word.is_mark


def _with_sites(words: Sequence[Word]) -> list[Word]:
    """通过|教育网|公开, 在|吴忠|公|安网|发布: a site that is called by its name."""
    named = [at for at, word in enumerate(words) if not word.readings and word.text.endswith(_SITE)]
    found: list[Word] = []
    done = 0
    for position in named:
        word = words[position]
        found += words[done : position + 1]
        done = position + 1
        if word.text.endswith(_NO_SITES) or not _shows(words[done] if done < len(words) else None):
            continue
        begin = len(found) - 1
        while begin and word.end - found[begin - 1].start <= _LONGEST and _may_name_a_site(found[begin - 1]):
            begin -= 1
        if begin and (found[begin - 1].text in _BEFORE_A_NAME or _joins_a_site(found[:begin])):
            found[begin:] = [_merged(found[begin:], _WEBSITE)]
    return [*found, *words[done:]]


def _shows(word: Word | None) -> bool:
    return word is not None and (has(word, ("act.disclose", "act.publish")) or bool(word.mask & COUNT))


def _may_name_a_site(word: Word) -> bool:
    if word.figure is not None or word.is_mark or word.text in _BEFORE_A_NAME or word.may_be("and"):
        return False
    return not word.known or has(word, ("other.", "whose.own", "thing.item")) or word.senses == {"filler"}


def _joins_a_site(words: Sequence[Word]) -> bool:
    """政府网站和吴忠公安网: behind another site."""
    return len(words) > 1 and (words[-1].may_be("and") or words[-1].text == "、") and has(words[-2], ("chan.website",))


def _with_sections(words: Sequence[Word]) -> list[Word]:
    """法规|科, 行|管|科: a section of the body is one word, where its people are spoken of."""
    ends = [at for at, word in enumerate(words) if not word.mask and word.text.endswith(_ENDS_OF_SECTIONS)]
    found: list[Word] = []
    done = 0
    for end in ends:
        word = words[end]
        found += words[done : end + 1]
        done = end + 1
        begin = len(found) - 1
        while begin and _may_name_a_section(found[begin - 1], word):
            begin -= 1
        found[begin:] = [_merged(found[begin:], _SECTION)]
    return [*found, *words[done:]]


def _may_name_a_section(word: Word, last: Word) -> bool:
    odd = not word.known or has(word, ("other.", "disclosure", "thing.item")) or word.text in _PARTS_OF_SECTIONS
    return odd and word.figure is None and not word.is_mark and last.end - word.start <= _LONGEST_SECTION


def _begin_of_clause(words: Sequence[Word], start: int, at: int) -> int:
    """Where the clause begins in which the word stands, at `start` or behind it."""
    while at > start and words[at - 1].text not in STOPS:
        at -= 1
    return at


def _end_of_clause(words: Sequence[Word], at: int) -> int:
    while at < len(words) and words[at].text not in STOPS:
        at += 1
    return at


def _end_of_name(words: Sequence[Word], first: int, end: int) -> int:
    """Where the name that begins at `first` ends; `first` itself where none with an odd word in it begins there."""
    odd, last = False, first
    for position in range(first, end):
        word = words[position]
        if word.figure is not None or word.is_mark or _is_spoken(word) or word.end - words[first].start > _LONGEST:
            break
        if odd and "whose.own" in word.senses:
            last = position
        odd = odd or word.senses.isdisjoint(_PLAIN)
    return last


def _is_spoken(word: Word) -> bool:
    return not word.kinds.isdisjoint(_SPOKEN) or (word.may_be("act.staff") and len(word.text) > 1)


def _with_accounts(words: list[Word]) -> list[Word]:
    """“吴忠教育发布”微信公众号 and 微信公众号“吴忠教育发布”: the name of an account adds nothing."""
    names = set(_names_of_accounts(words))
    return [_named(word) if position in names else word for position, word in enumerate(words)]


def _names_of_accounts(words: Sequence[Word]) -> Iterator[int]:
    for position, word in enumerate(words):
        if word.senses.isdisjoint(_ACCOUNTS):
            continue
        if position and words[position - 1].text == "发布" and position > 1 and not words[position - 2].is_mark:
            yield from _back(words, position - 1)
        elif position and _ends_odd(words[:position]):
            yield from _back(words, position)
        following = position + 1
        if following < len(words) and not words[following].known:
            yield following
            if (
                following + 2 < len(words)
                and words[following + 1].text == "发布"
                and has(words[following + 2], ("act.",))
            ):
                yield following + 1


def _ends_odd(words: Sequence[Word]) -> bool:
    """Whether the last word is unknown, or a short one behind an unknown one: 微九|里."""
    return not words[-1].known or (
        len(words) > 1 and len(words[-1].text) == 1 and not words[-1].is_mark and not words[-2].known
    )


def _back(words: Sequence[Word], position: int) -> Iterator[int]:
    """The words of the name that ends before `position`."""
    odd = any(not word.known for word in words[max(position - 4, 0) : position])
    if not odd:
        return
    if position < len(words) and words[position].text == "发布":
        yield position
    for before in range(position - 1, max(position - 5, -1), -1):
        word = words[before]
        if word.is_mark or word.figure is not None or word.text in _BEFORE_A_NAME or _is_spoken(word):
            return
        yield before


def _merged(words: Sequence[Word], readings: tuple[frozenset[str], ...]) -> Word:
    return Word(words[0].start, words[-1].end, "".join(word.text for word in words), readings)


def _named(word: Word) -> Word:
    return Word(word.start, word.end, word.text, _NAME)
