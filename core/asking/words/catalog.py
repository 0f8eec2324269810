"""Which stored body a name in a question means: by place and kind of body, never by likeness alone.

A body is told apart by the place it belongs to, a township within it, and its kind (government,
development_reform ...): 泰顺县人民政府 is the government of 330329, 市监局 of any place its market_regulation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal, Protocol, TypeGuard, TypeVar, runtime_checkable

import ahocorasick_rs

from core.asking.words import lexicon as vocabulary
from core.places import divisions as places
from core.places.divisions import Division
from core.places.names import short_name
from core.text.pinyin import reading, spelled_out
from core.types import Holdings, Organization

Key = TypeVar("Key", str, tuple[str, str])
Rank = Literal["province", "prefecture", "county", "township", "department"]

_HEAD = 2
_TOWNSHIP = re.compile(r"([^县市区]{1,8}?(?:街道|[镇乡]|苏木))(人民政府|办事处|政府)?$")
_TOWNSHIP_SUFFIX = re.compile(r"(?:街道|[镇乡]|苏木)$")


@dataclass(frozen=True, slots=True)
class Body:
    """A stored body taken apart. `tail` is its name without places; `township` the township it governs, if one."""

    organization: Organization
    place: Division | None
    township: str | None
    kind: str
    tail: str

    @property
    def rank(self) -> Rank:
        """The level of a government; anything else is a department."""
        if self.kind != "government" or self.place is None:
            return "department"
        return "township" if self.township else self.place.level

    @property
    def today(self) -> tuple[str, str | None, str]:
        """What it shares with the same body under its other names: 洞头县, later 洞头区."""
        return places.heir(self.place).code if self.place else self.organization.name, self.township, self.kind


class Catalog(Protocol):
    """The bodies that answer, as questions look for them; groups are in order of id, and empty where there is none."""

    def body(self, number: int) -> Body | None:
        """The body of this number."""

    def named(self, name: str) -> tuple[Body, ...]:
        """Those of this name, lower case, or of a shorter form of theirs."""

    def placed(self, code: str) -> tuple[Body, ...]:
        """Those filed under the very place of this code."""

    def in_area(self, digits: str, rank: Rank | None = None) -> tuple[Body, ...]:
        """Those of places whose code begins with two or four digits, or is these six ("": all); of one level."""

    def areas_of_counties(self) -> Collection[str]:
        """The first four digits of the codes of the counties whose governments are among them."""

    def of_kind(self, kind: str) -> tuple[Body, ...]:
        """Those of this kind."""

    def unplaced(self, place: str, kind: str) -> tuple[Body, ...]:
        """Those filed under no place, by the name of a place that theirs begins with, and the kind of body behind."""

    def words_in(self, text: str) -> Collection[str]:
        """The names that stand somewhere in a text of lower case: of bodies, of townships, of kinds not known else."""

    def meant(self, word: str) -> tuple[Body, ...]:
        """What one of these names means."""

    def sounding(self, key: str) -> Collection[str]:
        """The names of the bodies and of their places that sound so."""

    def alike(self, word: str) -> tuple[Body, ...]:
        """Those whose place the word begins with, and whose names are as long, or longer or shorter by one."""

    def beginning(self, begin: str) -> tuple[Body, ...]:
        """Those whose names begin so."""

    def holding(self, words: str) -> tuple[Body, ...]:
        """Those in whose names two characters stand side by side."""

    def names(self) -> Iterable[tuple[int, str]]:
        """The number and the name of each."""

    def first(self) -> Body | None:
        """The first of all."""

    def count(self) -> int:
        """How many there are."""


@runtime_checkable
class KeepsNames(Protocol):
    """Holdings that keep the names of their bodies ready to be asked for."""

    def names(self) -> Catalog | None:
        """Those names; None where they were kept by another version of the program."""


_last: list[Listed] = []
"""The catalog made last, of the one set of stored bodies that a process mostly asks."""


def catalog(holdings: Holdings) -> Catalog:
    """The catalog of what is stored: as it is kept, else one made of all bodies, and again when these are others."""
    kept = holdings.names() if _keeps_names(holdings) else None
    if kept is not None:
        return kept
    organizations = holdings.organizations()
    for known in _last:
        if known.origin is organizations:
            return known
    made = build_catalog(organizations)
    _last[:] = [made]
    return made


def _keeps_names(holdings: Holdings) -> TypeGuard[KeepsNames]:
    return _are_kept_by(type(holdings))


@cache
def _are_kept_by(kind: type[Holdings]) -> bool:
    """Whether holdings of this class keep names: a class is looked through once and not at every question."""
    return issubclass(kind, KeepsNames)


def by_sound(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words of more than one character by how they sound to those who don't tell zh from z or -ng from -n."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        key = sound(word) if len(word) > 1 else None
        if key:
            found[key].append(word)
    return {key: tuple(group) for key, group in found.items()}


def sound(word: str) -> str | None:
    """How a word sounds to those who don't tell zh from z or -ng from -n; None where a character has no one reading."""
    return _blurred(reading(word))


def sound_spelled_out(word: str) -> str | None:
    """The same to those who read each character as it is mostly read, 乐清 as leqing."""
    return _blurred(spelled_out(word))


def _blurred(key: str | None) -> str | None:
    return re.sub("n(g)(?![aeiou])", "n", re.sub("([zcs])h", r"\1", key)) if key else None


def names_of(body: Body) -> tuple[str, ...]:
    """What a question may call a body, lower case."""
    return _forms_of(body.organization.name.lower())


def township_names(body: Body) -> tuple[str, ...]:
    """What a question may call the township that a body governs."""
    if not body.township:
        return ()
    base = _TOWNSHIP_SUFFIX.sub("", body.township)
    return (body.township, base) if len(base) > 1 and base not in vocabulary.dictionary() else (body.township,)


def kind_name(body: Body) -> str | None:
    """The name of a kind of body that only this name tells; None where the kind is known."""
    return body.tail if body.tail == body.kind and len(body.tail) > 2 else None


class Listed:
    """All bodies in memory; a `Catalog`."""

    def __init__(self, organizations: Sequence[Organization]) -> None:
        self.origin = organizations
        self._bodies = tuple(take_apart(organization) for organization in organizations)
        self._by_id = {body.organization.id: body for body in self._bodies}
        self._by_name = _grouped((name, body) for body in self._bodies for name in names_of(body))
        self._by_township = _grouped((name, body) for body in self._bodies for name in township_names(body))
        self._by_kind = _grouped((body.kind, body) for body in self._bodies)
        self._by_place = _grouped((body.place.code, body) for body in self._bodies if body.place)
        self._by_area = _grouped(
            (area, body) for body in self._bodies if body.place for area in _areas_around(body.place.code)
        )
        self._by_unplaced = _grouped((key, body) for body in self._bodies for key in place_before(body))
        kinds = {name for body in self._bodies if (name := kind_name(body))}
        self._words = frozenset((*self._by_name, *self._by_township, *kinds))
        self._lengths = lengths_by_head(self._words)

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        names = {body.organization.name for body in self._bodies}
        for body in self._bodies:
            if body.place:
                names |= {body.place.name, body.place.stem}
        return by_sound(names)

    def body(self, number: int) -> Body | None:
        return self._by_id.get(number)

    def named(self, name: str) -> tuple[Body, ...]:
        return self._by_name.get(name, ())

    def placed(self, code: str) -> tuple[Body, ...]:
        return self._by_place.get(code, ())

    def in_area(self, digits: str, rank: Rank | None = None) -> tuple[Body, ...]:
        inside = self._by_area.get(digits, ()) if digits else self._bodies
        return tuple(body for body in inside if rank is None or body.rank == rank)

    def areas_of_counties(self) -> Collection[str]:
        return {body.place.code[:4] for body in self._bodies if body.place and body.rank == "county"}

    def of_kind(self, kind: str) -> tuple[Body, ...]:
        return self._by_kind.get(kind, ())

    def unplaced(self, place: str, kind: str) -> tuple[Body, ...]:
        return self._by_unplaced.get((place, kind), ())

    def words_in(self, text: str) -> Collection[str]:
        return {
            word
            for start in range(len(text))
            for length in lengths_at(text, start, self._lengths)
            if (word := text[start : start + length]) in self._words
        }

    def meant(self, word: str) -> tuple[Body, ...]:
        return self._by_name.get(word) or self._by_township.get(word) or self._by_kind.get(word, ())

    def sounding(self, key: str) -> Collection[str]:
        return self._by_sound.get(key, ())

    def alike(self, word: str) -> tuple[Body, ...]:
        return tuple(body for body in self._bodies if _is_alike(word, body))

    def beginning(self, begin: str) -> tuple[Body, ...]:
        return tuple(body for body in self._bodies if body.organization.name.startswith(begin))

    def holding(self, words: str) -> tuple[Body, ...]:
        return tuple(body for body in self._bodies if words in body.organization.name)

    def names(self) -> Iterable[tuple[int, str]]:
        return ((body.organization.id, body.organization.name) for body in self._bodies)

    def first(self) -> Body | None:
        return self._bodies[0] if self._bodies else None

    def count(self) -> int:
        return len(self._bodies)


def build_catalog(organizations: Sequence[Organization]) -> Listed:
    """Take every body apart and index it."""
    return Listed(organizations)


def _is_alike(word: str, body: Body) -> bool:
    name = body.organization.name
    place = name[: len(name) - len(body.tail)]
    return bool(place) and word.startswith(place) and abs(len(name) - len(word)) <= 1


def _areas_around(code: str) -> Collection[str]:
    """The digits that the codes of a place and of those around it begin with."""
    return {code[:2], code[:4], code}


_ZONE = re.compile(
    r"综合(?=实验区|试验区|保税区|改革)|经济技术(?=开发区)|高新技术产业(?=开发区)|(?:管理委员会|管委会)$"
)


def _forms_of(name: str) -> tuple[str, ...]:
    """平潭综合实验区管理委员会, and the shorter forms that people use: 平潭综合实验区, 平潭实验区."""
    whole = _ZONE.sub("", name)
    without_office = re.sub(r"(?:管理委员会|管委会)$", "", name)
    return tuple(dict.fromkeys(form for form in (name, without_office, whole) if len(form) > 4 or form == name))


def place_before(body: Body) -> tuple[tuple[str, str], ...]:
    """西湖区 and government of 西湖区人民政府 filed under no place; nothing where it is filed, or begins with none."""
    if body.place is not None or body.township is not None:
        return ()
    rest, found = body.organization.name, ""
    while rest:
        ends = (end for end in range(len(rest) - 1, 1, -1) if rest[:end] in place_words())
        end = next(ends, 0)
        if not end:
            break
        found, rest = rest[:end], rest[end:]
    kind = kind_of(rest)
    return ((found, kind),) if found and rest and kind != rest else ()


def lengths_by_head(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the words that begin with each two characters; a word of one character stands by itself."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in words:
        found[word[:_HEAD]].add(len(word))
    return {head: tuple(sorted(lengths)) for head, lengths in found.items()}


def lengths_at(text: str, start: int, lengths: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    """How long those of the words are, ascending, that may begin at a place of a text."""
    head = text[start : start + _HEAD]
    return lengths.get(head[0], ()) + (lengths.get(head, ()) if len(head) == _HEAD else ())


@cache
def known_words() -> ahocorasick_rs.AhoCorasick:
    """Finds the words that are known whatever is stored."""
    return ahocorasick_rs.AhoCorasick(list({*vocabulary.dictionary(), *place_words(), *places.zones()}))


def _grouped(pairs: Iterable[tuple[Key, Body]]) -> Mapping[Key, tuple[Body, ...]]:
    groups: dict[Key, list[Body]] = defaultdict(list)
    for key, body in pairs:
        groups[key].append(body)
    return {key: tuple(group) for key, group in groups.items()}


def take_apart(organization: Organization) -> Body:
    """The place, township and kind that a body's name and division code tell."""
    place = places.by_code(organization.division_code) if organization.division_code else None
    tail = _without_places(_without_ministry(organization.name), place)
    township = _TOWNSHIP.match(tail)
    if township and tail not in _kind_words():
        return Body(organization, place, township[1], "government", tail)
    return Body(organization, place, None, kind_of(tail), tail)


def _without_ministry(name: str) -> str:
    """国家税务总局钦州市钦北区税务局 is the 税务局 of that district."""
    return re.sub(r"^国家(?:税务|统计|邮政|气象)总?局(?=.*局)", "", name)


def _without_places(name: str, place: Division | None) -> str:
    for zone in places.zones():
        if name.startswith(zone):
            return name.removeprefix(zone)
    if place is None:
        return name
    rest = _stripped(name, _chain(place))
    # Only names of the past are left to try: 洞头县 in a name filed under 洞头区.
    return rest if kind_of(rest) != rest else _stripped(rest, (_names_of_old(place),))


def _stripped(name: str, chain: Iterable[tuple[str, ...]]) -> str:
    for names in chain:
        for place in names:
            rest = name.removeprefix(place)
            # A stem is a name only where a kind of body follows: 平潭 in 平潭政府, not in 平潭综合实验区.
            if rest != name and (place != names[-1] or rest in _kind_words()):
                name = rest
                break
    return name


@cache
def _chain(place: Division) -> tuple[tuple[str, ...], ...]:
    """The names of a place and all above it, the widest first; of each the longest first and the stem last."""
    return tuple((d.name, short_name(d.name), d.stem) for d in reversed((place, *places.parents(place))))


@cache
def _names_of_old(place: Division) -> tuple[str, ...]:
    return (*(d.name for d in lineage(place)), place.stem)


@cache
def _kind_words() -> Mapping[str, str]:
    words: dict[str, str] = {}
    for kind in vocabulary.body_kinds().values():
        for name in kind.names + kind.short:
            words.setdefault(name, kind.kind)
    return words


def kind_of(tail: str) -> str:
    """The kind a name without its place stands for; the name itself where it is none we know."""
    words = _kind_words()
    if tail == "":
        return "government"
    for candidate in (tail, tail.removeprefix("人民政府"), tail.removeprefix("政府")):
        if candidate in words:
            return words[candidate]
    return tail


@cache
def lineage(division: Division) -> tuple[Division, ...]:
    """The same place under all its names and codes: 洞头县 and 洞头区; what merged into another is not the same."""
    today = places.current(division)
    if today is None or today.level == "township":
        return (division,)
    found = [division]
    for other in places.of_stem(division.stem):
        following = places.current(other)
        if following and following.code == today.code and other not in found:
            found.append(other)
    return tuple(found)


def governing(catalog: Catalog, division: Division, kind: str) -> tuple[Body, ...]:
    """The stored bodies of this kind that belong to the place itself, under any of its names and codes."""
    codes = {d.code for d in lineage(division)}
    return tuple(
        body for code in sorted(codes) for body in catalog.placed(code) if body.kind == kind and body.township is None
    )


def unplaced(catalog: Catalog, division: Division, kind: str) -> tuple[Body, ...]:
    """The stored bodies of this kind that are filed under no place, and whose name begins with that of the place."""
    return catalog.unplaced(division.name, kind)


def of_place(catalog: Catalog, division: Division) -> tuple[Body, ...]:
    """Every stored body of the place itself, its departments and townships included."""
    codes = {d.code for d in lineage(division)}
    return tuple(body for code in sorted(codes) for body in catalog.placed(code))


def below(catalog: Catalog, parent: Division | None, rank: Rank | None) -> tuple[Body, ...]:
    """The stored bodies of this level below a place (None: anywhere); no level means every level."""
    return catalog.in_area(places.prefix(parent.code) if parent else "", rank)


@cache
def place_words() -> frozenset[str]:
    """Every name, short name and stem of provinces, prefectures and counties."""
    return frozenset(name.text for name in places.names())


@cache
def _stems_by(read: Callable[[str], str | None]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for text in sorted({name.text for name in places.names() if name.kind == "stem" or len(name.text) == 2}):
        key = read(text)
        if key:
            found[key].append(text)
    return {key: tuple(stems) for key, stems in found.items()}


def stems_read(pinyin: str) -> tuple[str, ...]:
    """The stems of divisions that are read so: taishun 泰顺; taishan 台山 and others; where none is, leqing 乐清."""
    return _stems_by(reading).get(pinyin) or _stems_by(spelled_out).get(pinyin, ())


@lru_cache(10_000)
def candidates(word: str) -> tuple[Division, ...]:
    """The divisions a word may name: full and short names first, stems where no name fits."""
    return places.by_name(word) or places.by_stem(word)


def narrowed(chain: Iterable[tuple[Division, ...]]) -> tuple[Division, ...]:
    """What the last of several names in a row means, given those before it (温州, 鹿城): empty if they don't fit."""
    kept: tuple[Division, ...] = ()
    for found in chain:
        kept = _belonging(found, kept) if kept else found
        if not kept:
            return ()
    return kept


def _belonging(found: Iterable[Division], above: Iterable[Division]) -> tuple[Division, ...]:
    """Those of the divisions that lie in one of the others, or did or will under another name, and are not it."""
    wholes = {places.prefix(division.code): division.code for division in above}

    def lies_in_one(division: Division) -> bool:
        codes = {same.code for same in lineage(division)}
        starts = {code[:length] for code in codes for length in (2, 4, 6, 9)}
        return any(wholes[start] not in codes for start in starts & wholes.keys())

    return tuple(division for division in found if lies_in_one(division))
