"""Calls and conditions as programs write them: sum(requests.received, 2023), bodies where review.total == 0.

What is worked out of a code without a body is worked out over all counties; with years and a body, over its years.
"""

from __future__ import annotations

import re

from core.asking.words.wording import Reading, reworded

_YEAR = r"(?:19|20)\d\d"
_CODE = r"[a-z_]{1,30}(?:\.[a-z_]{1,30}){1,5}"
_YEARS_ONLY = re.compile(rf"(?:in |year ?=? ?|for |,|\s|{_YEAR}(?: ?(?:-|to|\.\.) ?{_YEAR})?)*")
_YEAR_SAID = re.compile(_YEAR)
# sum(…) / sum(…): arithmetic of what is worked out, which nothing answers.
_ARITHMETIC = re.compile(
    r"(\b(?:sum|avg|mean|average|median|max|min|count|total)\([^()]{0,120}\)) ?[/*%+-] ?(?=[a-z\d(])"
)
_STRETCH = re.compile(rf"{_YEAR} ?(?:-|to|\.\.) ?{_YEAR}")
_WORKED_OUT = {
    "sum": "sum of {code} across all counties {rest}",
    "total": "sum of {code} across all counties {rest}",
    "mean": "average {code} across all counties {rest}",
    "avg": "average {code} across all counties {rest}",
    "average": "average {code} across all counties {rest}",
    "median": "median of {code} across all counties {rest}",
    "max": "which county had the most {code} {rest}",
    "argmax": "which county had the most {code} {rest}",
    "min": "which county had the fewest {code} {rest}",
    "argmin": "which county had the fewest {code} {rest}",
}
_OF_YEARS = {
    "max": "which year had the most {code} {rest}",
    "argmax": "which year had the most {code} {rest}",
    "min": "which year had the fewest {code} {rest}",
    "argmin": "which year had the fewest {code} {rest}",
    "avg": "average {code} {rest}",
}
_BODIES = r"body|bodies|divisions?|count(?:y|ies)|org(?:ani[sz]ation)?s?|units?"
_FUNCTION = re.compile(rf"\b({'|'.join(_WORKED_OUT)})\(\s{{0,3}}({_CODE})\s{{0,3}}(?:,\s{{0,3}}([^()]{{0,120}}))?\)")


def _called(match: re.Match[str]) -> str:
    """mean(requests.received, 2023): over all counties; max(requests.received, 330381, 2015-2023): over its years."""
    done, code, rest = match[1], match[2], match[3] or ""
    if rest and not _YEAR_SAID.search(rest) and done in _OF_YEARS and done != "avg":
        # Of one body and no year: of all its years.
        return _OF_YEARS[done].format(code=code, rest=rest)
    if rest and _YEARS_ONLY.fullmatch(rest):
        return _WORKED_OUT[done].format(code=code, rest=rest)
    if done in _OF_YEARS and (_STRETCH.search(rest) or done == "avg"):
        return _OF_YEARS[done].format(code=code, rest=rest)
    return match.group()


def _each_year(match: re.Match[str]) -> str:
    """For y in 2021,2022: f(x, y)."""
    return re.sub(rf"\b{match['name']}\b", match["years"].strip(), match["asked"])


_ORDINALS = {"1": "1st", "2": "2nd", "3": "3rd"}
_COMPARED = {"=": "exactly", "==": "exactly", ">": "more than", "<": "fewer than", ">=": "at least", "<=": "at most"}


def _counted(match: re.Match[str]) -> str:
    """How many bodies have a figure within a limit."""
    when = f" in {match[4]}" if match[4] else ""
    return f"how many counties have {match[1]} {_COMPARED[match[2]]} {match[3]}{when}"


_READ: tuple[Reading, ...] = (
    (
        re.compile(
            rf"\bfor (?P<name>[a-z]{{1,2}}|year) in \[?(?P<years>{_YEAR}(?: ?[,-] ?{_YEAR})*)\]?[:,]? (?P<asked>.+)"
        ),
        _each_year,
    ),
    (
        re.compile(
            rf"\bsum\(\s{{0,3}}({_CODE}),\s{{0,3}}([^(),]{{1,60}}),\s{{0,3}}({_YEAR})"
            rf"\s{{0,3}}\) ?/ ?sum\(\s{{0,3}}\1,\s{{0,3}}(?:year ?=? ?)?\3\s{{0,3}}\)"
        ),
        r"\1 \2 \3占全市",
    ),
    (_ARITHMETIC, r"\1 operator "),
    (
        re.compile(
            rf"\b(?:delta|diff|difference|gap)\(\s{{0,3}}({_CODE}),\s{{0,3}}(?!{_YEAR}\b)([^(),]{{1,60}}),\s{{0,3}}(?!{_YEAR}\b)([^(),]{{1,60}}),\s{{0,3}}({_YEAR})\s{{0,3}}\)"
        ),
        r"difference in \1 between \2 and \3 in \4",
    ),
    # rank(330304, requests.received, 2023) == 3, argmax(requests.received, 2023) == 330383
    (
        re.compile(
            rf"\brank(?:_of)?\(\s{{0,3}}([^(),]{{1,60}}),\s{{0,3}}({_CODE})"
            rf",\s{{0,3}}({_YEAR})\s{{0,3}}\) ?==? ?(\d)(?!\d)"
        ),
        lambda match: f"did {match[1]} rank {_ORDINALS.get(match[4], match[4] + 'th')} by {match[2]} in {match[3]}",
    ),
    (
        re.compile(rf"\bargmax\(\s{{0,3}}({_CODE}),\s{{0,3}}({_YEAR})\s{{0,3}}\) ?==? ?([^\s,;?]+)"),
        r"did \3 rank 1st by \1 in \2",
    ),
    # division != 330383: which others are meant is not plain
    (re.compile(r"(?:!=|<>|≠) ?(?=[\"']?(?:\d{6}(?!\d)|[\u4e00-\u9fff]))"), " unequal "),
    (re.compile(r"\btop\(\s{0,3}(?:n ?= ?)?(\d{1,2})\s{0,3},\s{0,3}([^()]{0,120})\)"), r"top \1 counties by \2"),
    (re.compile(r"\bbottom\(\s{0,3}(?:n ?= ?)?(\d{1,2})\s{0,3},\s{0,3}([^()]{0,120})\)"), r"bottom \1 counties by \2"),
    (_FUNCTION, _called),
    (
        re.compile(r"\bshare\(([^()]{0,120}?),?\s{0,3}(?:of ?=? ?)?(?:the )?(?:city|total|all|wenzhou)\s{0,3}\)"),
        r"\1占全市",
    ),
    # label_zh(requests.outcome.granted)
    (
        re.compile(
            rf"\b(?:label|name|meaning|definition|define|describe|unit|explain)(?:_zh|_en|_of)?\(\s{{0,3}}({_CODE})\s{{0,3}}\)"
        ),
        r"what is meant by \1",
    ),
    (re.compile(rf"^(?:what is |what'?s )?(?:the )?unit (?:of|for) ({_CODE})(?=[?.]*$)"), r"what is meant by \1"),
    (re.compile(rf"^what (?:is|does) ({_CODE})(?: measure| count| mean)?(?=[?.]*$)"), r"what is meant by \1"),
    (re.compile(rf"^(?:the )?meaning of ({_CODE})(?=[?.]*$)"), r"what is meant by \1"),
    (re.compile(r"^(?:list_?)?reports\((?=[^()]{0,120}\)$)"), "list reports ("),
    # bodies where requests.received == 0 in 2020
    (
        re.compile(
            rf"^(?:list |select |filter |find |return )?(?:all )?(?:the )?(?:bodies|divisions|counties|orgs|units"
            rf"|names?|\*)"
            rf" (?:where|with|having) ({_CODE}) ?={{1,2}} ?(\d+)(?![\d.])"
        ),
        r"which counties have \1 exactly \2",
    ),
    (
        re.compile(
            rf"^(?:list |select |filter |find |return )?(?:all )?(?:the )?(?:bodies|divisions|orgs|units) (?:where"
            rf"|with|having)"
            rf" (?={_CODE} ?[<>])"
        ),
        "which counties have ",
    ),
    # count(body) where requests.received == 0 and year == 2020; count(divisions, requests.received > 100, 2023)
    (
        re.compile(
            rf"^count ?(?:the |\()?(?:{_BODIES}|\*)\)? ?(?:where|with|if|having|,) ?({_CODE}) ?(==?|[<>]=?) ?"
            rf"(\d+)(?:,? ?"
            rf"(?:and |, ?)?"
            rf"(?:year ?={{0,2}} ?)?({_YEAR}))?\)?"
        ),
        _counted,
    ),
    # sorted(divisions, key=requests.received, year=2023, reverse=True)[:3], rank_by(requests.received, 2023)[0]
    (
        re.compile(
            rf"\b(?:sorted|rank_by|sort_by|order_by|ranked)\((?:[^()]{{0,120}}?key ?=? ?)?({_CODE})[^()]{{0,120}}?"
            rf"({_YEAR})[^()]{{0,120}}\)\[:(\d{{1,2}})\]"
        ),
        r"top \3 counties by \1 in \2",
    ),
    (
        re.compile(
            rf"\b(?:sorted|rank_by|sort_by|order_by|ranked)\((?:[^()]{{0,120}}?key ?=? ?)?({_CODE})[^()]{{0,120}}?"
            rf"({_YEAR})[^()]{{0,120}}\)\[0\]"
        ),
        r"which county had the most \1 in \2",
    ),
    (re.compile(r"\bmode\((?:requests\.)?outcomes?,? ?([^()]{0,120})\)"), r"which outcome is the most \1"),
    # requests.received 330329 2022->2023 in %
    (
        re.compile(rf"({_YEAR}) ?(?:->|→) ?({_YEAR}),? (?:in )?(?:%|percent|pct)(?=[?.]*$)"),
        r"percentage change from \1 to \2",
    ),
    # is requests.carried_out 0 for 330305 in 2023
    (re.compile(rf"^(?:is|was) ({_CODE}) (?:equal to )?(\d[\d,]*) (?=for|in|of|at)"), r"is it true that \1 \2 true "),
    # requests.received 330328 max year 2019-2023
    (
        re.compile(rf"^(?=.*{_CODE})(?=.*{_STRETCH.pattern})(.*?),? ?\b(?:max|peak|best|highest)(?:imum)? year\b"),
        r"which year had the most \1",
    ),
    (
        re.compile(rf"^(?=.*{_CODE})(?=.*{_STRETCH.pattern})(.*?),? ?\b(?:min|lowest)(?:imum)? year\b"),
        r"which year had the fewest \1",
    ),
    # report 330302/2023
    (re.compile(rf"\breport (?:of |for )?(\d{{6}}) ?[/, -] ?({_YEAR})(?!\d)"), r"\1 \2 report"),
)
_INDEXED = re.compile(rf"(?<![a-z_.])({_CODE})((?:\[[^\[\]]+\])+)")
_LOOKS_SO = re.compile(r"[a-z]\.[a-z_]|[a-z]\(|\bfor [a-z]+ in\b|report (?:of |for )?\d{6}")


def _selected(match: re.Match[str]) -> str:
    """SELECT SUM(value) … WHERE indicator="review.total" AND year=2023: over all counties, where no body is named."""
    where = match["where"]
    code, year, limit = (pattern.search(where) for pattern in (_SQL_CODE, _SQL_YEAR, _SQL_LIMIT))
    if code is None or year is None or _SQL_BODY.search(where):
        return match.group()
    if match["done"] == "count":
        held = f"{_COMPARED[limit[1]]} {limit[2]}" if limit else ""
        return f"how many counties have {code[1]} {held} in {year[1]}" if held else match.group()
    return match.group() if limit else _WORKED_OUT[match["done"]].format(code=code[1], rest=f"in {year[1]}")


_SQL = re.compile(
    r"^select (?P<done>sum|avg|max|min|count)\((?:[a-z_]*value|\*|division|distinct [a-z_]+)\) from [a-z_]+ where "
    r"(?P<where>.+?);?$"
)
_SQL_CODE = re.compile(rf"(?<![a-z_.])({_CODE})")
_SQL_YEAR = re.compile(rf"\byear ?= ?[\"']?({_YEAR})")
_SQL_LIMIT = re.compile(r"\bvalue ?(>=|<=|>|<|=) ?(\d+)")
_SQL_BODY = re.compile(r"\b\d{6}\b|[\u4e00-\u9fff]|\b(?:division|body|county|org)[a-z_]* ?(?:=|in|like)")
_BEFORE: tuple[Reading, ...] = (
    (_SQL, _selected),
    # fees.amount + requests.received == 5: the number is of neither
    (re.compile(rf"([+-] ?{_CODE}(?: ?\([^()]{{0,120}}\))?) ?(?:==?|!=|[<>]=?) ?(?=\d)"), r"\1 operator "),
    (
        re.compile(
            rf"\btop_?k\(\s{{0,3}}({_CODE})\s{{0,3}},\s{{0,3}}"
            rf"(?:k|n) ?= ?(\d{{1,2}})\s{{0,3}},?\s{{0,3}}([^()]{{0,120}})\)"
        ),
        r"top \2 counties by \1 \3",
    ),
    (re.compile(rf"(?<![a-z_.])({_CODE})\.(sum|mean|avg|average|median|max|min)\(([^()]{{0,120}})\)"), r"\2(\1, \3)"),
    (re.compile(r"^abs\((.+)\)$"), r"\1"),
    (re.compile(rf"^(?:count|len)\(reports?,? ?(?:year ?= ?)?({_YEAR})\)"), r"how many reports are there for \1"),
    (re.compile(r"^(?:is_)?late\(([^()]{0,120})\)"), r"was the report of \1 published late"),
)


def called(text: str) -> str:
    """Queries and calls in words or as plainer calls, before the names of their fields are taken away."""
    if "(" in text or "=" in text:
        return reworded(text, _BEFORE)
    return text


def indexed(text: str) -> str:
    """requests.received[330329][2021] as requests.received(330329,2021)."""
    if "[" not in text:
        return text
    return _INDEXED.sub(lambda match: f"{match[1]}({match[2][1:-1].replace('][', ',')})", text)


def spoken(text: str) -> str:
    """A prepared question with its calls and conditions in words."""
    return reworded(text, _READ) if _LOOKS_SO.search(text) else text
