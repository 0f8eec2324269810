"""The bodies a question names: places in a row, kinds of bodies behind them, and the place they all lie in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.asking.understood.request import Target
from core.asking.words import catalog as bodies
from core.asking.words.catalog import Body, Catalog
from core.asking.words.sentence import Sentence
from core.asking.words.token import Token
from core.places import divisions as places
from core.places.divisions import LEVELS_ABOVE, Division

_OFFICE_NAME = re.compile(r"(?:[局委办厅室院会处所站]|中心|政府)$")
# 泰顺县机关: no body of that name, and not those below it either.
_OF_ITSELF = frozenset({"机关", "单位", "行政机关", "机关单位"})
_LEVELS = ("province", "prefecture", "county", "township")
_RANGE_CUES = frozenset({"most", "least", "fastest", "slowest", "rank", "sum", "mean", "median", "reports", "missing"})


@dataclass(frozen=True, slots=True)
class Named:
    """The bodies named, the place they lie in where it is named apart, and a name that fits no place (`misfit`).

    `kinds` are the words that name a kind of body together with a place, or alone.
    """

    targets: tuple[Target, ...] = ()
    parent: tuple[Division, ...] = ()
    misfit: str | None = None
    kinds: frozenset[Token] = frozenset()


def named_bodies(sentence: Sentence) -> Named:
    """One pass over the words of a sentence."""
    reading = _Reading(sentence)
    for index, token in enumerate(sentence.tokens):
        reading.read(index, token)
    return reading.named()


class _Reading:
    """The words read so far: places in a row (`chain`) that may lead to a kind of body, or a kind that waits."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.catalog: Catalog = sentence.catalog
        self.targets: list[Target] = []
        self.parent: tuple[Division, ...] = ()
        self.misfit: str | None = None
        self.kinds: set[Token] = set()
        self.chain: list[Token] = []
        self.kind: Token | None = None
        self.open_place: list[Token] = []
        """Places before a year: 张店区2017年发改局 goes on behind it."""

    def named(self) -> Named:
        self._flush()
        if not self.targets and not self.parent:
            self._take_government()
        return Named(tuple(self.targets), self.parent, self.misfit, frozenset(self.kinds))

    def read(self, index: int, token: Token) -> None:
        """Take a word up, or end what the words before it began."""
        if token.time is not None and self.chain and self.kind is None:
            chain = self.chain
            self._flush()
            self.open_place = chain
        elif token.bodies:
            self._read_bodies(token)
        elif token.divisions:
            self._read_place(token)
        elif not (self._read_kind(index, token) or self._read_level(index, token) or self._passes(index, token)):
            self._flush()
            self.open_place = []

    def _read_bodies(self, token: Token) -> None:
        found = self._fitting(token)
        if found:
            self.chain = []
        else:
            self._note_misfit(token)
        self._flush()
        self._add_bodies(token, found or token.bodies)

    def _read_place(self, token: Token) -> None:
        if self.kind is not None and not self.chain:
            self.chain = [token]
            self._flush()
        elif self._is_above(token):
            self.chain.insert(0, token)
        else:
            if self.chain and not bodies.narrowed([t.divisions for t in (*self.chain, token)]):
                self._note_misfit(token)
                self._flush()
            self.chain.append(token)
            self.open_place = []

    def _read_kind(self, index: int, token: Token) -> bool:
        if not token.has("kind"):
            return False
        if self._continues_body(index):
            self._name_office(token)
            return True
        if not self._is_kind(token):
            return False
        if self.kind is not None:
            self._flush()
        if self.open_place and not self.chain:
            self.targets.pop()
            self.chain, self.open_place = self.open_place, []
        self.kind = token
        if self.chain:
            self._flush()
        return True

    def _read_level(self, index: int, token: Token) -> bool:
        if not token.has("level") or not self.chain or (token.text in _OF_ITSELF and self.chain[-1].end == token.start):
            return False
        if self._is_of_many(index) and _is_wider(self.chain, token) and not self._is_second(token):
            self.parent = bodies.narrowed([t.divisions for t in self.chain])
        elif len(token.text) == 1 and self.chain[-1].end == token.start and token.values("level") != ("any",):
            # 鹿城县: a place of that name is none of that level.
            self.misfit = "".join(t.text for t in self.chain) + token.text
        else:
            return False
        self.chain = []
        return True

    def _is_second(self, token: Token) -> bool:
        """乐清和瑞安哪个多: which of two bodies, and none within the second."""
        return bool(self.targets) and set(token.values("level")) == {"any"}

    def _passes(self, index: int, token: Token) -> bool:
        """Whether a word may stand between places, or between a place and its kind of body."""
        # Longgang's share of Wenzhou's requests: two bodies.
        cue = token.has("cue") and not token.separator and not (token.latin and token.has("cue", "ratio"))
        return cue or token.has("filler") or token.has("counted") or (token.text == "," and self._leads_to_wider(index))

    def _take_government(self) -> None:
        """县政府呢: a government without its place."""
        for token in self.sentence.tokens:
            if token.values("kind") == ("government",) and not token.has("filler"):
                self.targets.append(Target(token.text, "government", (), self.catalog.of_kind("government")))
                return

    def _note_misfit(self, token: Token) -> None:
        """杭州泰顺: a place written right behind a wider one that it does not belong to is not taken for itself."""
        if not self.chain or self.chain[-1].end != token.start:
            return
        wide = {division.level for division in self.chain[-1].divisions}
        narrow = {d.level for d in token.divisions} | {body.place.level for body in token.bodies if body.place}
        if all(_LEVELS.index(w) < _LEVELS.index(n) for w in wide for n in narrow):
            self.misfit = "".join(t.text for t in self.chain) + token.text

    def _is_above(self, token: Token) -> bool:
        """Chaoyang District Beijing: English names the wider place last."""
        english = bool(self.chain) and all(t.latin for t in (*self.chain, token))
        return english and bool(bodies.narrowed([t.divisions for t in (token, *self.chain)]))

    def _leads_to_wider(self, index: int) -> bool:
        """Chaoyang District, Beijing: of several places of a name, the one there."""
        following = self.sentence.tokens[index + 1] if index + 1 < len(self.sentence.tokens) else None
        several = len(bodies.narrowed([t.divisions for t in self.chain])) > 1
        return several and following is not None and bool(following.divisions) and self._is_above(following)

    def _continues_body(self, index: int) -> bool:
        """泰顺县人民政府办公室: a kind written right behind the name of a stored body is another body."""
        before = self.sentence.tokens[index - 1] if index else None
        return bool(before and before.bodies and before.end == self.sentence.tokens[index].start and self.targets)

    def _name_office(self, token: Token) -> None:
        government = self.targets.pop()
        self.kinds.add(token)
        kind = token.values("kind")[0]
        if kind == "government_office" or "办公" in token.text:
            kind = "government_office"
        found = self._stored(government.divisions, kind, token)
        self.targets.append(self._office(government.text + token.text, kind, government.divisions, found))

    def _office(self, text: str, kind: str, divisions: tuple[Division, ...], found: tuple[Body, ...]) -> Target:
        """The office of a government writes the government's report: that answers where the office has none."""
        if kind == "government_office" and not found:
            held = self._stored(divisions, "government", None)
            return Target(text, "government", divisions, held, stands_for_office=True)
        return Target(text, kind, divisions, found)

    def _is_kind(self, token: Token) -> bool:
        if self.chain and not token.has("filler"):
            return True
        if len(token.senses) > 1 and token.values("kind") != ("government",):
            return bool(self.chain) and self.chain[-1].end == token.start
        return bool(_OFFICE_NAME.search(token.text)) or token.latin

    def _is_of_many(self, index: int) -> bool:
        """Whether a level is that of the bodies asked for: 各县, counties; county only where they are ranked."""
        token = self.sentence.tokens[index]
        plural = not token.latin or token.text.endswith(("ies", "ts", "ns"))
        return plural or bool(self.sentence.cues & _RANGE_CUES)

    def _fitting(self, token: Token) -> tuple[Body, ...]:
        """Those of the named bodies that lie in the places named right before."""
        if not self.chain:
            return token.bodies
        above = bodies.narrowed([t.divisions for t in self.chain])
        # 海安雅周镇: 海安县 is 海安市 today.
        codes = {same.code for division in above for same in bodies.lineage(division)}
        return tuple(
            body for body in token.bodies if body.place and any(places.is_within(body.place, code) for code in codes)
        )

    def _add_bodies(self, token: Token, found: tuple[Body, ...]) -> None:
        divisions = tuple(dict.fromkeys(body.place for body in found if body.place))
        self.targets.append(Target(token.text, found[0].kind, divisions, found))

    def _flush(self) -> None:
        """What was begun is a body: the places with the kind, or one of them alone."""
        chain, kind = self.chain, self.kind
        self.chain, self.kind = [], None
        if not chain and kind is None:
            return
        name = kind.values("kind")[0] if kind else "government"
        words = [*chain, *([kind] if kind else [])]
        self.kinds.update([kind] if kind else [])
        text = "".join(token.text for token in sorted(words, key=lambda token: token.start))
        if chain:
            divisions = bodies.narrowed([token.divisions for token in chain])
            found = self._stored(divisions, name, kind)
            self.targets.append(self._office(text, name, divisions, found))
        elif name != "government":
            self.targets.append(Target(text, name, (), self.catalog.of_kind(name)))

    def _stored(self, divisions: Iterable[Division], kind: str, word: Token | None) -> tuple[Body, ...]:
        found: list[Body] = []
        for division in divisions:
            if division.level == "township":
                county = places.by_code(division.code[:6])
                held = bodies.of_place(self.catalog, county) if county else ()
                found += [body for body in held if body.township == division.name.removesuffix("办事处")]
            else:
                found += bodies.governing(self.catalog, division, kind) or bodies.unplaced(self.catalog, division, kind)
        exact = [body for body in found if word is not None and body.tail == word.text]
        return tuple(exact or dict.fromkeys(found))


def _is_wider(chain: Sequence[Token], level: Token) -> bool:
    """温州哪个县, but not 泰顺与永嘉哪个县."""
    levels = [value for value in level.values("level") if value in LEVELS_ABOVE]
    found = bodies.narrowed([token.divisions for token in chain])
    return not levels or any(division.level in LEVELS_ABOVE[value] for value in levels for division in found)
