"""Selectors of style sheets: which elements a rule is about, by themselves, by what is around them, by their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

_TOKEN = re.compile(
    r"(?P<tag>[A-Za-z][\w-]*|\*)|(?P<kind>[#.])(?P<name>(?:[\w-]|[^\x00-\x7f]|\\.)+)"
    r"|\[\s*+(?P<attribute>[\w-]+)\s*+(?:(?P<operator>[~|^$*]?=)\s*+(?:\"(?P<quoted>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\]\s\"']*+))\s*+(?:[is]\s*+)?)?\]"
    r"|(?P<element>::?(?:before|after))(?![\w-])|:(?P<pseudo>[a-z-]+)(?:\((?P<argument>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
)
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_STEPS = re.compile(r"(?P<sign>[+-]?)(?P<every>\d*)n(?:(?P<from>[+-]\d+))?|(?P<only>[+-]?\d+)")
_WORDS = {"odd": "2n+1", "even": "2n"}
_PLACES = {
    "first-child": ("nth-child", "1"),
    "last-child": ("nth-last-child", "1"),
    "first-of-type": ("nth-of-type", "1"),
    "last-of-type": ("nth-last-of-type", "1"),
}
_OF_PLACE = frozenset(("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"))
_ANY, _NONE = frozenset(("is", "where", "matches", "-webkit-any")), "not"
_LONGEST, _MOST_WITHIN = 500, 200

Weight = tuple[int, int, int]
"""How specific a selector is: ids, classes, tags."""


class _Test(NamedTuple):
    """What an element is asked: by which kind of mark, its name, what it is compared with."""

    kind: str
    name: str
    value: str | None = None
    inner: tuple[Selector, ...] = ()

    def passes(self, element: etree._Element) -> bool:
        match self.kind:
            case ".":
                return self.name in (element.get("class") or "").split()
            case "#":
                return element.get("id") == self.name
            case "any":
                return any(selector.fits(element) for selector in self.inner)
            case "none":
                return not any(selector.fits(element) for selector in self.inner)
            case "place":
                return _is_at(element, self.name, self.value or "", self.inner)
            case "has":
                return any(selector.fits(within) for within in _within(element) for selector in self.inner)
            case "empty":
                return not len(element) and not element.text
            case "only-child":
                return element.getprevious() is None and element.getnext() is None
            case "root":
                return element.getparent() is None
        return _compares(element.get(self.name), self.kind, self.value)


def _compares(found: str | None, operator: str, value: str | None) -> bool:
    if found is None or value is None:
        return found is not None and operator == ""
    match operator:
        case "~=":
            return value in found.split()
        case "^=":
            return bool(value) and found.startswith(value)
        case "$=":
            return bool(value) and found.endswith(value)
        case "*=":
            return bool(value) and value in found
        case "|=":
            return found == value or found.startswith(f"{value}-")
    return found == value


class _Step(NamedTuple):
    """One part of a selector: what an element must be, and how it stands to the step before."""

    tag: str
    tests: tuple[_Test, ...]
    behind: str

    def fits(self, element: etree._Element) -> bool:
        return self.tag in ("*", "", element.tag) and all(test.passes(element) for test in self.tests)


class Selector(NamedTuple):
    """Steps, the last about the element itself; `element` is "before" or "after" where words set there are meant."""

    steps: tuple[_Step, ...]
    element: str = ""

    @property
    def key(self) -> str:
        """The class, id (with its mark) or tag that its last step asks for."""
        last = self.steps[-1]
        for test in last.tests:
            if test.kind in (".", "#"):
                return test.name if test.kind == "." else f"#{test.name}"
        return last.tag or "*"

    @property
    def weight(self) -> Weight:
        tests = [test for step in self.steps for test in step.tests]
        ids = sum(test.kind == "#" for test in tests)
        return ids, len(tests) - ids, sum(step.tag not in ("", "*") for step in self.steps)

    def fits(self, element: etree._Element) -> bool:
        """Whether this is about the element."""
        return self.steps[-1].fits(element) and _fits_before(self.steps, element)


def _fits_before(steps: Sequence[_Step], element: etree._Element) -> bool:
    """Whether the steps before the last fit what stands above the element or before it."""
    *before, last = steps
    if not before:
        return True
    for other in _candidates(element, last.behind):
        if isinstance(other.tag, str) and before[-1].fits(other) and _fits_before(before, other):
            return True
    return False


def _candidates(element: etree._Element, behind: str) -> Iterator[etree._Element]:
    if behind in ("+", "~"):
        siblings = (other for other in element.itersiblings(preceding=True) if isinstance(other.tag, str))
        yield from siblings if behind == "~" else (other for other, _ in zip(siblings, (0,), strict=False))
    elif behind == ">":
        parent = element.getparent()
        if parent is not None:
            yield parent
    else:
        yield from element.iterancestors()


def _within(element: etree._Element) -> Iterator[etree._Element]:
    """The first elements within one."""
    return islice((one for one in element.iterdescendants() if isinstance(one.tag, str)), _MOST_WITHIN)


def _is_at(element: etree._Element, kind: str, places: str, among: Sequence[Selector]) -> bool:
    """Whether an element stands at one of these places among its siblings, those of its tag or those selected."""
    if among and not any(selector.fits(element) for selector in among):
        return False
    of_type, from_end = kind.endswith("of-type"), "last" in kind
    before = element.itersiblings(preceding=not from_end)
    counted = (other for other in before if isinstance(other.tag, str) and (not of_type or other.tag == element.tag))
    place = 1 + sum(not among or any(selector.fits(other) for selector in among) for other in counted)
    match = _STEPS.fullmatch(_WORDS.get(places, places).replace(" ", ""))
    if not match:
        return False
    if match["only"]:
        return place == int(match["only"])
    every, first = int(f"{match['sign']}{match['every'] or 1}"), int(match["from"] or 0)
    beyond = place - first
    return beyond == 0 if every == 0 else beyond % every == 0 and beyond // every >= 0


def selectors(text: str) -> Iterator[Selector]:
    """The selectors of a list of them; those that hold at times only (:hover), or are not known, are left out."""
    for part in _parts(text) if "(" in text or "[" in text else text.split(","):
        if selector := _selector(part.strip()):
            yield selector


def _parts(text: str) -> Iterator[str]:
    """The members of a list, apart by commas that stand in no brackets."""
    depth, start = 0, 0
    for at, character in enumerate(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if character == "," and not depth:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def _selector(text: str) -> Selector | None:
    if not text or len(text) > _LONGEST:
        return None
    steps: list[_Step] = []
    tag, tests, behind, element = "", list[_Test](), "", ""
    at = 0
    while at < len(text):
        if match := _TOKEN.match(text, at):
            if match["element"]:
                element = match["element"].lstrip(":")
            elif match["tag"]:
                tag = match["tag"].lower()
            elif (test := _test(match)) is not None:
                tests.append(test)
            else:
                return None
        elif match := _COMBINATOR.match(text, at):
            steps.append(_Step(tag, tuple(tests), behind))
            tag, tests, behind = "", [], match[1] or ""
        else:
            return None
        at = match.end()
    return Selector((*steps, _Step(tag, tuple(tests), behind)), element)


def _test(match: re.Match[str]) -> _Test | None:
    """What one token asks of an element; None where that can't be told from the page alone."""
    if match["kind"]:
        return _Test(match["kind"], match["name"].replace("\\", ""))
    if match["attribute"]:
        values = (match[name] for name in ("quoted", "single", "bare"))
        value = next((value for value in values if value is not None), "")
        return _Test(match["operator"] or "", match["attribute"].lower(), value if match["operator"] else None)
    pseudo, argument = match["pseudo"], (match["argument"] or "").strip()
    pseudo, argument = _PLACES.get(pseudo, (pseudo, argument))
    if pseudo in _OF_PLACE:
        places, _, among = argument.partition(" of ")
        return _Test("place", pseudo, places.strip().lower(), tuple(selectors(among)) if among else ())
    if pseudo in _ANY or pseudo in (_NONE, "has"):
        inner = tuple(selectors(argument))
        kind = {_NONE: "none", "has": "has"}.get(pseudo, "any")
        return _Test(kind, pseudo, None, inner) if inner else None
    return _Test(pseudo, pseudo) if pseudo in ("only-child", "root", "empty") else None
