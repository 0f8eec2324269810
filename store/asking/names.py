"""The bodies that answer, looked up in the database by what a question calls them; a `Catalog`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from core.asking.words.catalog import Body, Rank, by_sound, place_before, sound
from core.places import divisions as places
from core.types import Organization
from store.connection import Connection
from store.naming import HEAD, KIND, NAME, SOUND, TOWNSHIP, UNPLACED, spaced
from store.values import storable

_BODIES = """
    SELECT body_names.organization_id, organizations.name, organizations.division_code, divisions.full_name,
           body_names.place, body_names.township, body_names.kind, body_names.tail
    FROM body_names CROSS JOIN organizations ON organizations.id = body_names.organization_id
    LEFT JOIN divisions ON divisions.code = organizations.division_code
    WHERE {where} AND body_names.reports > 0 ORDER BY body_names.organization_id
"""
_CALLED = """
    body_names.organization_id IN (SELECT organization_id FROM body_words WHERE word = ? AND role = ?)
"""
_BEGINNING = """
    body_names.organization_id IN (SELECT id FROM organizations WHERE name >= ? AND name < ?)
"""
_PLACE_LENGTH = "length(organizations.name) - length(body_names.tail)"
_ALIKE = f"""
    {_BEGINNING} AND abs(length(organizations.name) - length(?3)) <= 1 AND {_PLACE_LENGTH} > 0
    AND substr(organizations.name, 1, {_PLACE_LENGTH}) = substr(?3, 1, {_PLACE_LENGTH})
"""
_HOLDING = """
    body_names.organization_id IN (SELECT rowid FROM name_index WHERE name_index MATCH ?)
"""
_LENGTHS = "SELECT head, length FROM word_heads WHERE head IN (SELECT value FROM json_each(?))"
_WORDS = f"""
    SELECT DISTINCT word FROM json_each(?) CROSS JOIN body_words ON body_words.word = json_each.value
    CROSS JOIN body_names USING (organization_id)
    WHERE role IN ({NAME}, {TOWNSHIP}, {KIND}) AND body_names.reports > 0
"""
_NAMES = """
    SELECT organizations.id, organizations.name
    FROM body_names CROSS JOIN organizations ON organizations.id = body_names.organization_id
    WHERE body_names.organization_id > ? AND body_names.reports > 0 ORDER BY body_names.organization_id LIMIT ?
"""
_PAGE = 5000
_AREAS = "SELECT DISTINCT substr(place, 1, 4) FROM body_names WHERE rank = 'county' AND reports > 0"
_LAST = chr(0x10FFFF)
_AT_ONCE = 20_000


class Names:
    """What was looked up is remembered until something is stored: make another one then."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bodies: dict[int, Body] = {}
        self._found: dict[tuple[str, ...], tuple[Body, ...]] = {}
        self._words: dict[str, Collection[str]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._held = 0

    def trim(self) -> None:
        """Forget what was looked up where it became much."""
        for known in (self._bodies, self._words, self._lengths):
            if len(known) > _AT_ONCE:
                known.clear()
        if self._held > _AT_ONCE:
            self._found.clear()
            self._held = 0

    def body(self, number: int) -> Body | None:
        if number not in self._bodies:
            self._select("body_names.organization_id = ?", number)
        return self._bodies.get(number)

    def named(self, name: str) -> tuple[Body, ...]:
        return self._remembered(_CALLED, storable(name), NAME)

    def placed(self, code: str) -> tuple[Body, ...]:
        return self._remembered("body_names.place = ?", code)

    def in_area(self, digits: str, rank: Rank | None = None) -> tuple[Body, ...]:
        where, values = area_limits(digits, rank)
        return self._select(where, *values)

    def areas_of_counties(self) -> Collection[str]:
        return [area for (area,) in self._connection.all(_AREAS)]

    def of_kind(self, kind: str) -> tuple[Body, ...]:
        return self._select("body_names.kind = ?", storable(kind))

    def unplaced(self, place: str, kind: str) -> tuple[Body, ...]:
        found = self._remembered(_CALLED, storable(place), UNPLACED)
        return tuple(body for body in found if (place, kind) in place_before(body))

    def words_in(self, text: str) -> Collection[str]:
        if text not in self._words:
            self._words[text] = self._words_in(storable(text))
        return self._words[text]

    def meant(self, word: str) -> tuple[Body, ...]:
        return self.named(word) or self._remembered(_CALLED, storable(word), TOWNSHIP) or self.of_kind(word)

    def sounding(self, key: str) -> Collection[str]:
        found = {name for body in self._remembered(_CALLED, key, SOUND) for name in _heard(body) if sound(name) == key}
        return found | {name for name, codes in _places_sounding().get(key, ()) if any(map(self._has_bodies, codes))}

    def alike(self, word: str) -> tuple[Body, ...]:
        begin = storable(word[:1])
        return self._select(_ALIKE, begin, begin + _LAST, storable(word))

    def beginning(self, begin: str) -> tuple[Body, ...]:
        return self._select(_BEGINNING, storable(begin), storable(begin) + _LAST)

    def holding(self, words: str) -> tuple[Body, ...]:
        phrase = spaced(storable(words)).replace('"', '""')
        found = self._remembered(_HOLDING, f'"{phrase}"')
        return tuple(body for body in found if words in body.organization.name)

    def names(self) -> Iterable[tuple[int, str]]:
        last = 0
        while rows := self._connection.all(_NAMES, last, _PAGE):
            yield from rows
            last = rows[-1][0]

    def first(self) -> Body | None:
        found = self._connection.first(
            "SELECT organization_id FROM body_names WHERE reports > 0 ORDER BY organization_id LIMIT 1"
        )
        return None if found is None else self.body(found[0])

    def count(self) -> int:
        (count,) = self._connection.one("SELECT count(*) FROM body_names WHERE reports > 0")
        return int(count)

    def _words_in(self, text: str) -> Collection[str]:
        heads: dict[str, list[int]] = defaultdict(list)
        for length in range(1, HEAD + 1):
            for start in range(len(text) - length + 1):
                heads[text[start : start + length]].append(start)
        self._learn_lengths(heads.keys() - self._lengths.keys())
        tried = {
            text[start : start + length]
            for head, starts in heads.items()
            for length in self._lengths[head]
            for start in starts
            if start + length <= len(text)
        }
        return {word for (word,) in self._connection.all(_WORDS, _listed(tried))} if tried else frozenset()

    def _learn_lengths(self, heads: Collection[str]) -> None:
        """How long the words are that begin so."""
        if not heads:
            return
        self._lengths.update((head, []) for head in heads)
        for head, length in self._connection.all(_LENGTHS, _listed(heads)):
            self._lengths[head].append(length)

    def _has_bodies(self, code: str) -> bool:
        return (
            self._connection.first("SELECT 1 FROM body_names WHERE place = ? AND reports > 0 LIMIT 1", code) is not None
        )

    def _remembered(self, where: str, *values: str | int) -> tuple[Body, ...]:
        key = (where, *map(str, values))
        if key not in self._found:
            self._found[key] = self._select(where, *values)
            self._held += 1 + len(self._found[key])
        return self._found[key]

    def _select(self, where: str, *values: str | int) -> tuple[Body, ...]:
        rows = self._connection.all(_BODIES.format(where=where), *values)
        return tuple([self._body(*row) for row in rows])

    def _body(
        self,
        number: int,
        name: str,
        division_code: str | None,
        division: str | None,
        place: str | None,
        township: str | None,
        kind: str,
        tail: str,
    ) -> Body:
        known = self._bodies.get(number)
        if known is None:
            organization = Organization(number, name, division_code, division)
            known = Body(organization, places.by_code(place) if place else None, township, kind, tail)
            self._bodies[number] = known
        return known


def area_limits(digits: str, rank: Rank | None) -> tuple[str, list[str]]:
    """What `body_names` must be for bodies of an area and level: a condition and its values."""
    where, values = ["TRUE"], list[str]()
    if digits:
        # Codes of nine digits are of townships: of two or four digits they have the same beginning, of six they differ.
        where.append("body_names.place >= ? AND body_names.place < ?" if len(digits) < 6 else "body_names.place = ?")
        values += [digits, digits + _LAST] if len(digits) < 6 else [digits]
    if rank is not None:
        where.append("body_names.rank = ?")
        values.append(rank)
    return " AND ".join(where), values


def _heard(body: Body) -> Iterable[str]:
    place = (body.place.name, body.place.stem) if body.place else ()
    return (name for name in (body.organization.name, *place) if len(name) > 1)


@cache
def _places_sounding() -> Mapping[str, list[tuple[str, frozenset[str]]]]:
    """The names and stems of provinces, prefectures and counties by sound, each with the codes of those called so."""
    codes: dict[str, set[str]] = defaultdict(set)
    for name in places.names():
        division = places.by_code(name.code)
        if division is not None:
            codes[division.name].add(name.code)
            codes[division.stem].add(name.code)
    return {key: [(name, frozenset(codes[name])) for name in names] for key, names in by_sound(codes).items()}


def _listed(words: Iterable[str]) -> str:
    return json.dumps([*words], ensure_ascii=False)
