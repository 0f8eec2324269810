"""The bodies a question names: places in a row, kinds of bodies behind them, and what is wider than the bodies asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.asking.found import catalog as bodies
from core.asking.found.catalog import Body
from core.asking.understood.request import Target
from core.asking.words.sentence import Words
from core.asking.words.tokens import Token
from core.places import divisions as places
from core.places.divisions import LEVELS_ABOVE, Division

_OFFICE_NAME = re.compile(r"(?:[局委办厅室院会处所站]|中心|政府)$")
_LEVELS = ("province", "prefecture", "county", "township")
_RANGE_CUES = frozenset({"most", "least", "fastest", "slowest", "rank", "sum", "mean", "reports", "missing"})


class NamedBodies:
    """One pass over the words: the bodies named, the place they lie in, and a name that fits no place (`misfit`)."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.scope_parent: tuple[Division, ...] = ()
        self.targets: list[Target] = []
        self.misfit: str | None = None
        self.used: set[int] = set()
        self._find_targets()

    def _find_targets(self) -> None:
        chain: list[Token] = []
        open_place: list[Token] = []
        kind: Token | None = None
        for i, token in enumerate(self.words.tokens):
            if token.time is not None and chain and kind is None:
                # 张店区2017年发改局: the kind may still follow.
                self._flush(chain, None)
                chain, open_place = [], chain
            elif token.bodies:
                found = self._fitting(token, chain)
                if not found:
                    self._note_misfit(chain, token)
                self._flush(chain if not found else [], kind)
                chain, kind = [], None
                self._add_bodies(token, found or token.bodies)
            elif token.divisions:
                if kind is not None and not chain:
                    self._flush([token], kind)
                    chain, kind = [], None
                    continue
                if self._is_above(token, chain):
                    chain.insert(0, token)
                    continue
                if chain and not bodies.narrowed([t.divisions for t in (*chain, token)]):
                    self._note_misfit(chain, token)
                    self._flush(chain, kind)
                    chain, kind = [], None
                chain.append(token)
                open_place = []
            elif token.has("kind") and self._continues_body(i):
                self._name_office(token)
            elif token.has("kind") and self._is_kind(token, chain):
                if kind is not None:
                    self._flush(chain, kind)
                    chain = []
                if open_place and not chain:
                    self.targets.pop()
                    chain, open_place = open_place, []
                kind = token
                if chain:
                    self._flush(chain, kind)
                    chain, kind = [], None
            elif token.has("level") and chain and self._is_scope(i) and _is_wider(chain, token):
                self.scope_parent = bodies.narrowed([t.divisions for t in chain])
                chain = []
            elif token.has("level") and chain and len(token.text) == 1 and chain[-1].end == token.start:
                # 鹿城县: a place of that name is none of that level.
                self.misfit = "".join(t.text for t in chain) + token.text
                chain = []
            elif (
                (token.text == "," and self._leads_to_wider(i, chain))
                or token.has("filler")
                or token.has("counted")
                or (token.has("cue") and not token.separator)
            ):
                continue
            else:
                self._flush(chain, kind)
                chain, kind, open_place = [], None, []
        self._flush(chain, kind)
        if not self.targets and not self.scope_parent:
            self._take_government()

    def _take_government(self) -> None:
        """县政府呢: a government without its place."""
        for token in self.words.tokens:
            if token.values("kind") == ("government",) and not token.has("filler"):
                self.targets.append(
                    Target(token.text, "government", (), self.words.catalog.by_kind.get("government", ()))
                )
                return

    def _note_misfit(self, chain: list[Token], token: Token) -> None:
        """杭州泰顺: a place written right behind a wider one that it does not belong to is not taken for itself."""
        if not chain or chain[-1].end != token.start:
            return
        wide = {division.level for division in chain[-1].divisions}
        narrow = {d.level for d in token.divisions} | {body.place.level for body in token.bodies if body.place}
        if all(_LEVELS.index(w) < _LEVELS.index(n) for w in wide for n in narrow):
            self.misfit = "".join(t.text for t in chain) + token.text

    def _is_above(self, token: Token, chain: Sequence[Token]) -> bool:
        """Chaoyang District Beijing: English names the wider place last."""
        english = bool(chain) and all(t.text.isascii() for t in (*chain, token))
        return english and bool(bodies.narrowed([t.divisions for t in (token, *chain)]))

    def _leads_to_wider(self, index: int, chain: Sequence[Token]) -> bool:
        """Chaoyang District, Beijing: of several places of a name, the one there."""
        following = self.words.tokens[index + 1] if index + 1 < len(self.words.tokens) else None
        several = len(bodies.narrowed([t.divisions for t in chain])) > 1
        return several and following is not None and bool(following.divisions) and self._is_above(following, chain)

    def _continues_body(self, index: int) -> bool:
        """泰顺县人民政府办公室: a kind written right behind the name of a stored body is another body."""
        before = self.words.tokens[index - 1] if index else None
        return bool(before and before.bodies and before.end == self.words.tokens[index].start and self.targets)

    def _name_office(self, token: Token) -> None:
        government = self.targets.pop()
        self.used.add(self.words.tokens.index(token))
        kind = token.values("kind")[0]
        if kind == "government_office" or "办公" in token.text:
            kind = "government_office"
        found = self._stored(government.divisions, kind, token)
        self.targets.append(self._office(government.text + token.text, kind, government.divisions, found))

    def _office(self, text: str, kind: str, divisions: tuple[Division, ...], found: tuple[Body, ...]) -> Target:
        """The office of a government writes the government's report: that answers where the office has none."""
        if kind == "government_office" and not found:
            return Target(text, "government", divisions, self._stored(divisions, "government", None))
        return Target(text, kind, divisions, found)

    def _is_kind(self, token: Token, chain: list[Token]) -> bool:
        if chain and not token.has("filler"):
            return True
        if len(token.senses) > 1 and token.values("kind") != ("government",):
            return bool(chain) and chain[-1].end == token.start
        return bool(_OFFICE_NAME.search(token.text)) or token.text.isascii()

    def _is_scope(self, index: int) -> bool:
        token = self.words.tokens[index]
        return (
            not token.text.isascii() or bool(self.words.cues & _RANGE_CUES) or token.text.endswith(("ies", "ts", "ns"))
        )

    def _fitting(self, token: Token, chain: list[Token]) -> tuple[Body, ...]:
        """Those of the named bodies that lie in the places named right before."""
        if not chain:
            return token.bodies
        above = bodies.narrowed([t.divisions for t in chain])
        return tuple(
            body
            for body in token.bodies
            if body.place and any(places.is_within(body.place, division.code) for division in above)
        )

    def _add_bodies(self, token: Token, found: tuple[Body, ...]) -> None:
        first = found[0]
        divisions = tuple(dict.fromkeys(body.place for body in found if body.place))
        self.targets.append(Target(token.text, first.kind, divisions, found))

    def _flush(self, chain: list[Token], kind: Token | None) -> None:
        if not chain and kind is None:
            return
        name = kind.values("kind")[0] if kind else "government"
        words = [*chain, *([kind] if kind else [])]
        self.used |= {i for i, token in enumerate(self.words.tokens) if token in words}
        text = "".join(token.text for token in sorted(words, key=lambda token: token.start))
        if not chain:
            if name != "government":
                self.targets.append(Target(text, name, (), self.words.catalog.by_kind.get(name, ())))
            return
        divisions = bodies.narrowed([token.divisions for token in chain])
        found = self._stored(divisions, name, kind)
        self.targets.append(self._office(text, name, divisions, found))

    def _stored(self, divisions: Iterable[Division], kind: str, word: Token | None) -> tuple[Body, ...]:
        found: list[Body] = []
        for division in divisions:
            if division.level == "township":
                county = places.by_code(division.code[:6])
                held = bodies.of_place(self.words.catalog, county) if county else ()
                found += [body for body in held if body.township == division.name.removesuffix("办事处")]
            else:
                found += bodies.governing(self.words.catalog, division, kind)
        exact = [body for body in found if word is not None and body.tail == word.text]
        return tuple(exact or dict.fromkeys(found))


def _is_wider(chain: Sequence[Token], level: Token) -> bool:
    """温州哪个县, but not 泰顺与永嘉哪个县."""
    levels = [value for value in level.values("level") if value in LEVELS_ABOVE]
    found = bodies.narrowed([token.divisions for token in chain])
    return not levels or any(division.level in LEVELS_ABOVE[value] for value in levels for division in found)
