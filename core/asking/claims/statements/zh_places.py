"""The wordings of places in an order in Chinese: 位居全市第一, 在温州各县中最少, 仅次于龙港, 前三名, 近五年最高."""

from __future__ import annotations

import re

from core.asking.claims.statements.around import joined, without
from core.asking.claims.statements.quantities import ANY_AMOUNT
from core.asking.claims.statements.values import Order, Record, Standing
from core.text.numerals import COUNT, read_count, read_number

_N = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_AT = r"(?:并列|位居|位列|居于?|名列|列|处于?|排名?在?|排到|位于|占据|跻身|进入|为|是|属于?)"
_ENDS = r"(?=$|[,，。;；的])"
_PLACE = re.compile(
    rf"(?:{_AT}(?P<between>[^,，。;；\d]{{0,14}}?))?(?:中|里)?{_AT}{{0,4}}(?:"
    rf"(?P<last>倒数)?第(?P<place>{_N})(?:名|位)?{_ENDS}"
    rf"|第(?P<nth>{_N})(?:[多高大]|(?P<nth_least>[少低小]))"
    rf"|(?:前|(?P<up_last>后|倒数))(?P<count>{_N})(?:名|位){_ENDS}"
    r"|(?:首位|榜首|之首|之最)|(?P<bottom>末位|末尾|垫底|最后一[名位])"
    r"|最[多高大]|(?P<least>最[少低小]))"
)
# 第二是洞头, 最后是苍南: who has that place.
_WHO_HAS = re.compile(
    rf"(?:排名?|位居|居)?(?:第(?P<place>{_N})(?:名|位)?|(?P<last>最后一?名?|倒数第一名?|末位|垫底的?))(?:的)?(?:是|为|则是|分别是)(?=[^,，。])"
)
_BEHIND = re.compile(rf"(?:仅次于|次于|仅排在)(?P<behind>[^,，。;；\d]{{1,20}}?)(?:之后|后面)?{_ENDS}")
_YEARS = re.compile(
    rf"(?:在|是|为|创下?|达到?){{0,4}}(?:(?:近|最近|过去|这)?(?P<count>{COUNT})年(?:来|以来|间|内|里)|近(?P<last>{COUNT})年"
    r"|(?:自|从)?(?P<since>(?:19|20)\d\d)年?(?:以来|至今)|历年来?|历史上?|有史以来|历次|历届)(?:的|之|中)*"
)
_NEW = re.compile(r"(?:再?创下?|刷新)(?P<years>.{0,10}?)新(?:(?P<high>高)|低)")
# 前列 is vague, 之一 one of several; 最高人民法院 and 最低生活保障 are no places.
_NO_PLACE = re.compile(r"之一|前列|最高人民|最大[限程]度|最低生活|[前后][几数]")
_THOSE_BEHIND = re.compile(r"^(?:的(?:[县市区]{1,2}(?:级政府)?)?(?:是|为)?|[县市区])")


def placed(words: str) -> Standing | Record | None:
    """A place in an order, where the clause says one and no number."""
    found = _new_record(words) or _behind(words) or _who_has(words) or _placed(words)
    return None if found is None or ANY_AMOUNT.search(words) or _NO_PLACE.search(words) else found


def _new_record(words: str) -> Record | None:
    match = _NEW.search(words)
    if match is None:
        return None
    return _record("most" if match["high"] else "least", _YEARS.search(match["years"]), without(words, match))


def _record(order: Order, years: re.Match[str] | None, rest: str) -> Record:
    if years is None:
        return Record(order, None, None, rest)
    count = years["count"] or years["last"]
    return Record(order, read_count(count) if count else None, int(years["since"]) if years["since"] else None, rest)


def _behind(words: str) -> Standing | None:
    match = _BEHIND.search(words)
    return Standing(2, "most", without(words, match), behind=match["behind"]) if match else None


def _who_has(words: str) -> Standing | None:
    match = _WHO_HAS.search(words)
    if match is None:
        return None
    place = read_number(match["place"]) if match["place"] else 1
    return Standing(int(place or 0), "least" if match["last"] else "most", without(words, match))


def _placed(words: str) -> Standing | Record | None:
    match = _PLACE.search(words)
    if match is None:
        return None
    order, place = _order_of(match)
    before, between = words[: match.start()], match["between"] or ""
    after = _THOSE_BEHIND.sub("", words[match.end() :])
    years = _YEARS.search(f"{before}{between}")
    if years and place == 1 and not match["count"]:
        said = f"{before}{between}"
        return _record(order, years, joined(said[: years.start()], said[years.end() :], after))
    return Standing(place, order, joined(before, between, after), up_to=bool(match["count"]))


def _order_of(match: re.Match[str]) -> tuple[Order, int]:
    """Which end is counted from, and the place."""
    least = any(match[name] for name in ("last", "nth_least", "up_last", "bottom", "least"))
    said = match["place"] or match["nth"] or match["count"]
    place = read_number(said) if said else 1
    return ("least" if least else "most"), int(place or 0)
