"""The rules of a page's style sheets that decide what a reader sees, and how its elements look by them.

Of the style sheets only the rules that decide this are kept; those for print and for small screens do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from core.document.unseen import Look
from core.document.web.looks import (
    DECIDING,
    RAISED_TAGS,
    STRUCK_TAGS,
    Said,
    draws_over,
    has_ground,
    hides_itself,
    is_pale,
    is_turned_round,
    look_drawn,
    look_of,
    melts_into_its_ground,
    runs_on,
    stands_alone,
    stands_aside,
    tells,
)
from core.document.web.selectors import Selector, selectors
from core.document.web.sheets import (
    Declarations,
    is_for_screens,
    names_in,
    rules_in,
    said_in,
    sheet_in,
    unescaped,
    without_comments,
)

_WORTH_A_LOOK = (
    *("none", "hidden", "collapse", "opacity", "white", "snow", "#f", "rgb", "hsl", "background", "line-through"),
    *("super", "transparent", "vertical-align", "clip", "font", "-", "override", "rtl", "content", "inline", "block"),
    *("list-item", "flex", "grid", "table", "overflow", "transform", "relative", "mso-hide", "var("),
    *("zoom", "scale", "mask"),
)
"""One of these stands in what a rule says, if it makes elements look otherwise than plain text."""
_TINY_OR_BEYOND = re.compile(
    r"font(?:-size)?\s*:\s*(?:[0.]|1(?:\.\d*)?(?:px|pt|e-|q|[;}\s]|$)|\d{1,2}(?:\.\d*)?%|calc|min|max|clamp)"
    r"|font\s*:[^;]{1,100}?\s(?:0|\.\d|1(?:\.\d*)?(?:px|pt))|-\d\d|(?<![\w-])order\s*:"
    r"|(?<![\w-])(?:zoom|scale)\s*:\s*(?:0|\.|\d%)"
)
_OF_NUMBERS = ("font", "-", "order", "zoom", "scale")
"""Of these the number decides."""
_VARIABLE = re.compile(r"var\(\s*+(--[\w-]+)\s*+(?:,([^()]*))?\)")
_CONTENT = re.compile(r"\"([^\"\\]*)\"|'([^'\\]*)'|attr\(\s*([\w-]+)\s*\)")
_FIGURE = re.compile(r"[+-]?\d[\d,.]*")
_LONGEST_SHEET = 500_000
_MOST_RULES = 5000
_SPOKEN_OF = frozenset(("style", "class", "hidden", "popover", "color", "bgcolor"))
_COLOURED = {"color": "color", "bgcolor": "background-color"}
"""Attributes of old pages, by the properties that took their place."""


Weight = tuple[int, int, int, int]
"""How specific a selector is (ids, classes, tags), then where the rule stands."""
_OWN: Weight = (1_000_000, 0, 0, 0)
_LEAST: Weight = (0, 0, 0, 0)


_WORD = re.compile(r"[a-z]+")


class Seen(NamedTuple):
    """How an element is seen: its look, whether it has a line of its own (or has none although it would), whether it
    runs from right to left, and the figures set before and after it."""

    look: Look | None = None
    alone: bool | None = None
    turned: bool = False
    before: str = ""
    after: str = ""


PLAIN = Seen()
_SPEAKING = STRUCK_TAGS | RAISED_TAGS | {"bdo", "dialog", "details"}
"""Tags that say themselves how they look."""


class _Rule(NamedTuple):
    selector: Selector
    declarations: Declarations
    weight: Weight


Rules = Mapping[str, list[_Rule]]
"""By the tag, class or id their last step asks for."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The rules of a page that decide what is seen, by the tag, class or id their last step asks for."""

    rules: Rules
    deciding: frozenset[str] = frozenset()
    """The properties by which some rule makes elements look otherwise than plain text."""
    grounds: _Grounds = field(default_factory=lambda: _Grounds(()))
    own: dict[str, Declarations] = field(default_factory=dict)
    """What matters of the style attributes met so far."""
    linked: bool = False
    """Whether more is said in style sheets that are not at hand."""
    sets_words: bool = False
    """Whether rules set words before or after elements."""

    def seen(self, element: etree._Element, *, in_cell: bool) -> Seen:
        """How an element is seen."""
        attributes, tag = element.attrib, str(element.tag)
        is_plain = not attributes or _SPOKEN_OF.isdisjoint(attributes)
        if is_plain and not self.rules and tag not in _SPEAKING:
            return PLAIN
        said = self._said(element)
        look = self._look(element, tag, said, in_cell)
        sets = in_cell and self.sets_words
        if look is None and not said and tag != "bdo" and not sets:
            return PLAIN
        before, after = (self._set_there(element, place) if sets else "" for place in ("before", "after"))
        return Seen(
            look,
            _stands_alone(said, in_cell=in_cell),
            is_turned_round(said, tag, element.get("dir") or ""),
            before,
            after,
        )

    def _look(self, element: etree._Element, tag: str, said: Said, in_cell: bool) -> Look | None:
        own = said.get("display", "")
        if own == "none" or (not own and hides_itself(tag, element.attrib, in_cell=in_cell)):
            return "hidden"
        if "color" in said and (melts_into_its_ground(said) or (is_pale(said) and self._is_on_white(element))):
            return "hidden"
        look = look_of(said, tag)
        if look is None and draws_over(said) and element.find(".//tr") is None:
            return look_drawn(said, "".join(map(str, element.itertext())).strip(), in_cell=in_cell)
        return look

    def _is_on_white(self, element: etree._Element) -> bool:
        """Whether a pale text stands on white paper, where it is not to be seen."""
        grounds = Styles(self.grounds.rules, deciding=DECIDING)
        if any(has_ground(grounds._said(above)) for above in (element, *element.iterancestors())):
            return False
        if _stands_beside_text(element):
            return True
        classed = any(above.get("class") or above.get("id") for above in (element, *element.iterancestors()))
        words = "".join(map(str, element.itertext())).strip()
        return not (self.linked and classed) and words[-1:].isdecimal()

    def _set_there(self, element: etree._Element, place: str) -> str:
        """The figure that a rule sets before or after what an element holds."""
        said = self._said(element, place)
        match = _CONTENT.fullmatch(said.get("content", ""))
        if not match or said.get("display") == "none" or look_of(said, ""):
            return ""
        text = (element.get(match[3].lower()) if match[3] else match[1] or match[2]) or ""
        return text if _FIGURE.fullmatch(text.strip()) else ""

    def _said(self, element: etree._Element, place: str = "") -> Said:
        """What the rules and the element itself say of it, the weightiest word on each property."""
        spoken: list[tuple[Declarations, Weight]] = []
        if self.rules:
            keys = (str(element.tag), *(element.get("class") or "").split(), f"#{element.get('id')}", "*")
            rules = (rule for key in keys for rule in self.rules.get(key, ()))
            spoken = [
                (rule.declarations, rule.weight)
                for rule in rules
                if rule.selector.element == place and rule.selector.fits(element)
            ]
        if not place:
            old = {name: (element.get(key, "").lower(), False) for key, name in _COLOURED.items() if element.get(key)}
            spoken = [(old, _LEAST), *spoken] if old else spoken
            if (own := element.get("style")) and (declarations := self._own(own, element.tag in _SPEAKING)):
                spoken.append((declarations, _OWN))
        if not spoken:
            return {}
        said: dict[str, tuple[bool, Weight, str]] = {}
        for declarations, weight in spoken:
            for name, (value, important) in declarations.items():
                if name not in said or said[name][:2] <= (important, weight):
                    said[name] = (important, weight, value)
        return {name: value for name, (_, _, value) in said.items()}

    def _own(self, style: str, speaks: bool) -> Declarations:
        """What matters of a style attribute: of a tag that speaks for itself all of it, as it may take that back."""
        if speaks:
            return said_in(without_comments(style))
        if style not in self.own:
            self.own[style] = _that_matters(said_in(without_comments(style)), self.deciding)
        return self.own[style]


def styles_of(root: etree._Element) -> Styles:
    """The rules of a page's own style sheets; what is linked is not fetched."""
    links = [*root.iter("link")]
    own = (str(element.text or "") for element in root.iter("style") if is_for_screens(element))
    written = (sheet_in(link) for link in links if is_for_screens(link))
    sheets = [
        (text, words) for text in (*own, *written) if (words := _words_in(unescaped(text).lower(), _WORTH_A_LOOK))
    ]
    spoken = {word for _, words in sheets for word in words}
    found = [
        (head, unescaped(body))
        for sheet, _ in sheets
        for head, body in rules_in(without_comments(sheet[:_LONGEST_SHEET]))
    ]
    variables = {name: value for _, body in found for name, value in names_in(body)}
    blocks = [
        (head, _VARIABLE.sub(lambda use: variables.get(use[1], use[2] or ""), body) if "var(" in body else body)
        for head, body in found
    ]
    deciding = frozenset(
        name for head, body in blocks if _may_decide(head, body.lower(), spoken) for name in _decided(head, body)
    )
    rules = _rules(_that_matter(blocks, deciding))
    linked = any("stylesheet" in (link.get("rel") or "").lower() for link in links)
    sets_words = any(rule.selector.element for found in rules.values() for rule in found)
    return Styles(rules, deciding, _Grounds(blocks), linked=linked, sets_words=sets_words)


def _rules(blocks: Iterable[tuple[str, Declarations]]) -> Rules:
    rules: dict[str, list[_Rule]] = {}
    count = 0
    for head, declarations in blocks:
        for selector in selectors(head) if declarations else ():
            count += 1
            if count < _MOST_RULES:
                rules.setdefault(selector.key, []).append(_Rule(selector, declarations, (*selector.weight, count)))
    return rules


def _words_in(text: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word in text]


def _may_decide(head: str, body: str, words: Iterable[str]) -> bool:
    """Whether a rule may make elements look otherwise than plain text, or is about tags that do: a first look."""
    found = _words_in(body, words)
    if found and (any(word not in _OF_NUMBERS for word in found) or _TINY_OR_BEYOND.search(body)):
        return True
    return _is_of_speaking(head)


def _is_of_speaking(head: str) -> bool:
    return not _SPEAKING.isdisjoint(_WORD.findall(head))


def _decided(head: str, body: str) -> Iterable[str]:
    """The properties of a rule that makes elements look otherwise than plain text, or is about tags that do."""
    declarations = said_in(body)
    return declarations if tells(_values(declarations)) or _is_of_speaking(head) else ()


def _that_matter(blocks: Iterable[tuple[str, str]], deciding: frozenset[str]) -> Iterator[tuple[str, Declarations]]:
    """The rules that tell, and of the others what may take back what such a one says."""
    if deciding:
        for head, body in blocks:
            if _words_in(body.lower(), deciding):
                yield head, _that_matters(said_in(body), deciding)


def _that_matters(declarations: Declarations, deciding: frozenset[str]) -> Declarations:
    """All of what a rule says that tells; of another what may take back what such a one says."""
    if not declarations or tells(_values(declarations)):
        return declarations
    return {name: said for name, said in declarations.items() if name in deciding}


def _values(declarations: Declarations) -> Said:
    return {name: value for name, (value, _) in declarations.items()}


class _Grounds:
    """The rules that give elements a ground, made where a pale text asks for them."""

    def __init__(self, blocks: Sequence[tuple[str, str]]) -> None:
        self._blocks = blocks
        self._rules: Rules | None = None

    @property
    def rules(self) -> Rules:
        if self._rules is None:
            backgrounds = (
                (head, {name: one for name, one in said_in(body).items() if name.startswith("background")})
                for head, body in self._blocks
                if "background" in body.lower()
            )
            self._rules = _rules(backgrounds)
        return self._rules


def _stands_alone(said: Said, *, in_cell: bool) -> bool | None:
    """Whether an element has a line of its own; None where its tag alone tells."""
    if stands_alone(said) or (in_cell and stands_aside(said)):
        return True
    return False if in_cell and runs_on(said) else None


def _stands_beside_text(element: etree._Element) -> bool:
    """Whether the same line has other words: white ones among them are meant not to be seen."""
    parent = element.getparent()
    if parent is None:
        return False
    beside = [parent.text, *(child.tail for child in parent)]
    return any(text and text.strip() for text in beside)
