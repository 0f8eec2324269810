"""Questions in plainer words before anything is read: its fewest requests in 2020, does it equal 384."""

from __future__ import annotations

import re

from core.asking.words.telling import without_teller

_YEAR = r"(?:19|20)\d\d"
_STRETCH = rf"(?:within|between|from|over|during|in|of|among) (?:the )?(?:years |period (?:of |from )?)?{_YEAR}(?: ?[-–—] ?| and | to | through )(?:{_YEAR})"
_WAY = r"(?P<least>fewest|lowest|smallest|least)|most|highest|largest|greatest|biggest"
_HAD = r"(?:received|recorded|had|saw|faced|registered|reported|logged|issued|got)"
_OWN = re.compile(
    rf"^(?:(?P<before>{_STRETCH}),? )?(?P<who>[A-Za-z' ]{{3,30}}?) {_HAD} (?P<its>its|their|the) (?:{_WAY})(?: ever)?(?: numbers? of| counts? of)?"
    rf" (?P<what>[A-Za-z -]{{4,40}}?)(?P<between>,? {_STRETCH})? in (?P<year>{_YEAR})(?P<after>,? {_STRETCH})?"
    r"(?:[,.]? ?(?:- )?(?:right|correct|true or false|true|isn't it|didn't it|(?:is|was) (?:that|this|it) (?:so|right|true|correct)))?[.?! ]*$",
    re.IGNORECASE,
)
# Ouhai's requests peaked in 2018 (within the 2015-2018 period)
_PEAKED = re.compile(
    rf"^(?:(?P<before>{_STRETCH})(?: period)?,? )?(?P<who>[A-Za-z ]{{3,30}}?)'s? (?P<what>[A-Za-z -]{{4,40}}?) "
    rf"(?:(?:peaked|(?:reached|hit) (?:its|their|a|the) (?:peak|maximum|highest(?: point| level)?)|(?:was|were) (?:the )?highest)"
    rf"|(?P<least>bottomed out|(?:reached|hit) (?:its|their|a|the) (?:minimum|lowest(?: point| level)?)|(?:was|were) (?:the )?lowest))"
    rf" in (?P<year>{_YEAR})(?P<after>,? {_STRETCH}(?: period)?)?(?:[,.]? ?(?:right|correct|true|true or false))?[.?! ]*$",
    re.IGNORECASE,
)
# Give me (1) requests received and (2) lawsuits for Pingyang in 2022: what is numbered shares what follows.
_MARKS = re.compile(r"\((?:[1-9]|[a-h]|i{1,3}|iv)\) ?")
_SHARED = re.compile(
    r"^[^\d:]{0,60}\((?:1|a|i)\)(?:(?!20\d\d).)*\band \((?:[2-9]|[b-h]|i{2,3}|iv)\)[^()]*\b(?:for|of|in)\b[^()]*$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^(?:which|what|who|whose|how|where|when|list|name)\b", re.IGNORECASE)


_IS = re.compile(r"\b(?:equals|is equal to|amounts to)(?= ?\d)", re.IGNORECASE)
_EQUALS = re.compile(r"^(?:does|do|did) (.{5,100}?) equal(?:s| to)? (\d[\d,.]*\d|\d)[?. ]*$", re.IGNORECASE)


def plainly(question: str) -> str:
    """The question in plainer words; itself where it has none of these."""
    if not question.isascii():
        return question
    if _SHARED.match(question):
        question = _MARKS.sub("", question)
    question = _IS.sub("is", question)
    return _EQUALS.sub(r"Is it true that \1 is \2?", _of_own_years(question))


def _of_own_years(question: str) -> str:
    """Taishun received its fewest requests in 2020: whether that is the year of its fewest."""
    told = without_teller(question)
    match = _OWN.match(told) or _PEAKED.match(told)
    if match is None or _ASKS.match(told):
        return question
    groups = match.groupdict()
    stretch = next(filter(None, (groups.get(part) for part in ("before", "between", "after"))), "")
    if groups.get("its", "").lower() == "the" and not stretch:
        return question
    way = "fewest" if match["least"] else "most"
    return f"Is it so that the year with the {way} {match['what']} in {match['who']} was {match['year']}{' ' + stretch.strip(' ,') if stretch else ''}?"
