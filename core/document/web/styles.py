"""How the elements of a page look, as far as it decides what a reader sees: hidden, struck out, raised.

Of the style sheets only the rules that decide this are kept; those for print and for small screens do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from core.document.unseen import Look

_DECIDES = frozenset(
    (
        *("display", "visibility", "opacity", "color", "font-size", "text-decoration", "text-decoration-line"),
        *("vertical-align", "clip", "mso-hide", "text-indent", "position", "left", "top"),
    )
)
_WORTH_A_LOOK = re.compile(
    r"none|hidden|collapse|opacity|white|#fff|line-through|super|transparent|rgba|font-size\s*:\s*0|vertical-align\s*:\s*sub|clip|-\d{3}"
)
# One that is left open goes on to the end of its sheet, as in every browser.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"([{}])")
_DECLARATION = re.compile(r"(?<![\w-])([\w-]+)\s*:\s*([^;]+)")
_OF_OTHER_MEDIA = re.compile(
    r"@media[^{]*(?:\bprint\b|max-width|max-device-width)|@(?!media|supports|layer)", re.IGNORECASE
)
_STEP = re.compile(r"([\w-]+|\*)?((?:[#.][\w-]+|\[[\w-]+(?:=[^\]]*)?\])*)")
_PART = re.compile(r"([#.\[])([\w-]+)(?:=[\"']?([^\]\"']*)[\"']?)?")
_WHITE = re.compile(r"white|#fff(?:fff)?|rgb\(\s*255,\s*255,\s*255\s*\)")
_LONGEST_SHEET = 500_000
_MOST_RULES = 5000

_STRUCK_TAGS = frozenset(("del", "s", "strike"))
_RAISED_TAGS = frozenset(("sup", "sub"))
_HIDING_CLASSES = frozenset(
    (
        *("d-none", "sr-only", "visually-hidden", "layui-hide", "invisible", "screen-reader-text"),
        # formulas told again, for readers of screens
        *("katex-mathml", "MJX_Assistive_MathML", "mjx-assistive-mml"),
    )
)
_HIDING_IN_CELLS = frozenset(("hidden", "hide", "none", "dn"))
"""Of an outer block such a class may only say that it opens on a click."""

Declarations = Mapping[str, tuple[str, bool]]
"""By property: its value, and whether it is marked important."""


Weight = tuple[int, int, int, int]
"""How specific a selector is (ids, classes, tags), then where the rule stands."""
_OWN: Weight = (1_000_000, 0, 0, 0)


class _Step(NamedTuple):
    """One part of a selector: what an element must be, and whether its parent must be the step before."""

    tag: str
    tests: tuple[tuple[str, str, str | None], ...]
    of_parent: bool

    def fits(self, element: etree._Element) -> bool:
        if self.tag not in ("*", "", element.tag):
            return False
        return all(_passes(element, *test) for test in self.tests)


def _passes(element: etree._Element, kind: str, name: str, value: str | None) -> bool:
    if kind == ".":
        return name in (element.get("class") or "").split()
    if kind == "#":
        return element.get("id") == name
    return element.get(name) is not None if value is None else element.get(name) == value


class _Rule(NamedTuple):
    steps: tuple[_Step, ...]
    declarations: Declarations
    weight: Weight

    def fits(self, element: etree._Element) -> bool:
        *above, last = self.steps
        return last.fits(element) and (not above or _fits_above(tuple(above), element, last.of_parent))


def _fits_above(steps: tuple[_Step, ...], element: etree._Element, of_parent: bool) -> bool:
    *above, last = steps
    for ancestor in element.iterancestors():
        if isinstance(ancestor.tag, str) and last.fits(ancestor):
            if not above:
                return True
            return _fits_above(tuple(above), ancestor, last.of_parent)
        if of_parent:
            return False
    return False


@dataclass(frozen=True, slots=True)
class Styles:
    """The rules of a page that decide what is seen, by the tag, class or id their last step asks for."""

    rules: Mapping[str, list[_Rule]]

    def look(self, element: etree._Element, *, in_cell: bool) -> Look | None:
        """How an element looks, if not as plain text."""
        attributes, tag = element.attrib, element.tag
        plain = not attributes or not ("style" in attributes or "class" in attributes or "hidden" in attributes)
        if plain and tag not in _STRUCK_TAGS and tag not in _RAISED_TAGS and not self.rules:
            return None
        said = self._said(element)
        own = said.get("display", "")
        if own == "none" or (not own and _hides_itself(element, in_cell)):
            return "hidden"
        if _WHITE.fullmatch(said.get("color", "")) and _stands_beside_text(element) and not _has_background(element):
            return "hidden"
        return _look(said, str(tag))

    def _said(self, element: etree._Element) -> dict[str, str]:
        """What the rules and the element itself say of it, the weightiest word on each property."""
        keys = (str(element.tag), *(element.get("class") or "").split(), f"#{element.get('id')}", "*")
        found = [rule for key in keys if self.rules for rule in self.rules.get(key, ()) if rule.fits(element)]
        spoken = [(rule.declarations, rule.weight) for rule in found]
        if own := element.get("style"):
            spoken.append((_declarations(own), _OWN))
        said: dict[str, tuple[bool, Weight, str]] = {}
        for declarations, weight in spoken:
            for name, (value, important) in declarations.items():
                if name not in said or said[name][:2] <= (important, weight):
                    said[name] = (important, weight, value)
        return {name: value for name, (_, _, value) in said.items()}


def styles_of(root: etree._Element) -> Styles:
    """The rules of a page's own style sheets; what is linked is not fetched."""
    rules: dict[str, list[_Rule]] = {}
    sheets = (str(element.text or "")[:_LONGEST_SHEET] for element in root.iter("style") if _is_for_screens(element))
    count = 0
    for sheet in sheets:
        if not _WORTH_A_LOOK.search(sheet):
            continue
        for selectors, body in _blocks(_COMMENT.sub("", sheet)):
            declarations = _declarations(body)
            if not declarations:
                continue
            for selector in selectors.split(","):
                count += 1
                rule = _rule(selector, declarations, count)
                if rule and count < _MOST_RULES:
                    rules.setdefault(_key(rule.steps[-1]), []).append(rule)
    return Styles(rules)


def _is_for_screens(element: etree._Element) -> bool:
    media = (element.get("media") or "").lower()
    return "print" not in media or "screen" in media or "all" in media


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules that hold for a screen."""
    heads: list[str] = []
    parts = _BRACE.split(sheet)
    for words, brace in zip(parts[::2], parts[1::2], strict=False):
        if brace == "{":
            heads.append(words.rpartition(";")[2].strip())
        elif heads:
            head = heads.pop()
            if not head.startswith("@") and not any(_OF_OTHER_MEDIA.match(outer) for outer in heads):
                yield head, words


def _declarations(body: str) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for name, value in _DECLARATION.findall(body):
        if (name := name.lower()) in _DECIDES:
            plain, _, important = value.lower().partition("!")
            found[name] = (plain.strip(), "important" in important)
    return found


def _rule(selector: str, declarations: Declarations, order: int) -> _Rule | None:
    """The rule of one selector; None for those that hold at times only (:hover) or that look at neighbours."""
    words = selector.replace(">", " > ").split()
    if not words or any(mark in selector for mark in ":+~"):
        return None
    steps: list[_Step] = []
    of_parent = False
    for word in words:
        if word == ">":
            of_parent = True
            continue
        match = _STEP.fullmatch(word)
        if not match:
            return None
        tests = tuple((kind, name, value or None) for kind, name, value in _PART.findall(match[2]))
        steps.append(_Step((match[1] or "").lower(), tests, of_parent))
        of_parent = False
    if not steps:
        return None
    kinds = [kind for step in steps for kind, _, _ in step.tests]
    tags = sum(step.tag not in ("", "*") for step in steps)
    return _Rule(tuple(steps), declarations, (kinds.count("#"), len(kinds) - kinds.count("#"), tags, order))


def _key(step: _Step) -> str:
    for kind, name, _ in step.tests:
        if kind in ".#":
            return name if kind == "." else f"#{name}"
    return step.tag or "*"


def _hides_itself(element: etree._Element, in_cell: bool) -> bool:
    """Whether an attribute, or a class that everywhere means so, hides an element."""
    if element.get("hidden") is not None:
        return True
    classes = (element.get("class") or "").split()
    return any(name in _HIDING_CLASSES or (in_cell and name in _HIDING_IN_CELLS) for name in classes)


def _look(said: Mapping[str, str], tag: str) -> Look | None:
    if said.get("visibility") in ("hidden", "collapse") or said.get("mso-hide") == "all" or _is_void(said):
        return "hidden"
    decoration = said.get("text-decoration-line", said.get("text-decoration", ""))
    if "line-through" in decoration or (tag in _STRUCK_TAGS and "none" not in decoration):
        return "struck"
    align = said.get("vertical-align", "")
    is_moved = said.get("position") == "relative" and said.get("top", "").startswith("-")
    if align.startswith(("super", "sub")) or is_moved or (tag in _RAISED_TAGS and align != "baseline"):
        return "raised"
    return None


def _stands_beside_text(element: etree._Element) -> bool:
    """Whether the same line has other words: white ones among them are meant not to be seen."""
    parent = element.getparent()
    if parent is None:
        return False
    beside = [parent.text, *(child.tail for child in parent)]
    return any(text and text.strip() for text in beside)


def _has_background(element: etree._Element) -> bool:
    return any(
        "background" in (above.get("style") or "").lower() or above.get("bgcolor")
        for above in (element, *element.iterancestors())
    )


def _is_void(said: Mapping[str, str]) -> bool:
    """Whether what is written leaves nothing to be seen: no size, no colour, a place beyond the page."""
    if re.fullmatch(r"0+(?:\.0+)?(?:px|pt|em|rem|%)?", said.get("font-size", "")):
        return True
    if re.fullmatch(r"0(?:\.0+)?|\.0+", said.get("opacity", "1")):
        return True
    if re.search(r"transparent|rgba\([^)]*,\s*0?(?:\.0+)?\)", said.get("color", "")):
        return True
    if re.match(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?", said.get("clip", "")):
        return True
    beyond = [said.get(name, "") for name in ("text-indent", *(("left", "top") if "position" in said else ()))]
    return any(re.match(r"-\d{3,}(?:\.\d+)?(?:px|pt|em)", place) for place in beyond)
