"""Administrative divisions of China: names and codes, today's and those of the years since 2000.

A name may stand for several places (鼓楼区) and a place may change its name and code (洞头县, since 2015 洞头区):
lookups return every candidate that fits and leave the choice to the caller. Years are report years; a division
counts as present in the whole of its first and of its last year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from core.places.names import short_name, stem

Level = Literal["province", "prefecture", "county", "township"]

_TOWNSHIP_ENTRY = re.compile(r"[,\t]\d{3}([^,\n]+)")
_TOWNSHIP_KINDS = ("街道", "镇", "乡", "苏木", "民族乡", "地区")
_DATA = Path(__file__).parent / "data"
_TODAY = 9999

LEVELS_ABOVE: dict[str, tuple[Level, ...]] = {
    "prefecture": ("province",),
    "county": ("province", "prefecture"),
    "township": ("province", "prefecture", "county"),
    "department": ("province", "prefecture", "county"),
}
"""The levels of what a body of each level lies within; a department may be one of any government."""


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one name and code.

    `code` has six digits, nine for a township. `since` and `until` are the first and the last year of this name
    under this code; None means longer ago than anyone asks, and still. `parent` is the code above ("" for a province).
    """

    code: str
    name: str
    level: Level
    parent: str
    since: int | None = None
    until: int | None = None
    successors: tuple[str, ...] = ()
    """The codes it became, the one that took its place first; empty while it stands."""

    def __hash__(self) -> int:
        # Looked up by the thousand, and few have the same code.
        return hash(self.code)

    @property
    def stem(self) -> str:
        """The name without its kind: 泰顺 for 泰顺县, 景宁 for 景宁畲族自治县."""
        return stem(self.name)

    def existed(self, year: int) -> bool:
        """Whether it stood in some part of the year."""
        return (self.since or 0) <= year <= (self.until or _TODAY)


@dataclass(frozen=True, slots=True)
class Name:
    """One way to call a division, for those who build dictionaries. `until` is None for the divisions of today."""

    text: str
    code: str
    level: Level
    kind: Literal["name", "short", "stem"]
    """The official name; with the kind but without the people (景宁县); without either (景宁)."""
    until: int | None


@dataclass(frozen=True, slots=True)
class _Index:
    divisions: tuple[Division, ...]
    by_code: dict[str, tuple[Division, ...]]
    by_name: dict[str, tuple[Division, ...]]
    by_stem: dict[str, tuple[Division, ...]]
    by_parent: dict[str, tuple[Division, ...]]


def _rows(file: str) -> Iterator[list[str]]:
    for line in (_DATA / file).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _grouped(pairs: Iterable[tuple[str, Division]]) -> dict[str, tuple[Division, ...]]:
    groups: dict[str, list[Division]] = defaultdict(list)
    for key, division in pairs:
        groups[key].append(division)
    return {key: tuple(group) for key, group in groups.items()}


@cache
def _usual_short_names() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("short_names.tsv")}


def _short_names(name: str) -> set[str]:
    """How people write a name: by the rule (景宁县), and as they are used to (科左后旗)."""
    return {short_name(name), _usual_short_names().get(name, name)}


@cache
def _index() -> _Index:
    rows = list(_rows("divisions.tsv"))
    codes = {row[0] for row in rows}
    divisions = []
    for code, name, since, until, successors in rows:
        level = _level(code)
        prefecture = code[:4] + "00"
        parent = prefecture if level == "county" and prefecture in codes else code[:2] + "0000"
        divisions.append(
            Division(
                code,
                name,
                level,
                "" if level == "province" else parent,
                int(since) if since else None,
                int(until) if until else None,
                tuple(successors.split(",")) if successors else (),
            )
        )
    by_name = _grouped(
        (name, division) for division in divisions for name in {division.name, *_short_names(division.name)}
    )
    return _Index(
        tuple(divisions),
        _grouped((division.code, division) for division in divisions),
        by_name,
        _grouped((division.stem, division) for division in divisions),
        _grouped((division.parent, division) for division in divisions),
    )


@cache
def _township_text() -> str:
    return (_DATA / "townships.tsv").read_text(encoding="utf-8")


def _township(county: str, entry: str) -> Division:
    return Division(county + entry[:3], entry[3:], "township", county)


# --- lookups -----------------------------------------------------------------------------------------


def as_of(candidates: Iterable[Division], year: int | None = None) -> tuple[Division, ...]:
    """Those that stood in the year (None: that stand today), the later of two that follow each other; else all."""
    found = tuple(candidates)
    standing = [d for d in found if (d.until is None if year is None else d.existed(year))]
    if not standing and year is not None:  # A report of the year is written in the next.
        standing = [d for d in found if d.existed(year + 1)]
    kept = standing or list(found)
    codes = {d.code for d in kept}
    later = [d for d in kept if d.until is None or not codes & (set(d.successors) - {d.code})]
    newest: dict[str, int] = {}
    for d in later:
        newest[d.code] = max(d.since or 0, newest.get(d.code, 0))
    return tuple([d for d in later if (d.since or 0) == newest[d.code]])


@cache
def by_code(code: str, year: int | None = None) -> Division | None:
    """The division with this code of six or nine digits as of the year (None: the newest that had it)."""
    if len(code) == 9:
        return next((t for t in townships_of(code[:6]) if t.code == code), None)
    found = as_of(_index().by_code.get(code, ()), year)
    return found[-1] if found else None


def by_name(name: str, year: int | None = None, within: str | None = None) -> tuple[Division, ...]:
    """The provinces, prefectures and counties of this full or short name (景宁县), below the code `within` if given."""
    return as_of(_below(_index().by_name.get(name, ()), within), year)


def by_stem(text: str, year: int | None = None, within: str | None = None) -> tuple[Division, ...]:
    """The provinces, prefectures and counties with this stem (泰顺); stems of one character are never matched."""
    if len(text) < 2:
        return ()
    return as_of(_below(_index().by_stem.get(text, ()), within), year)


def of_stem(stem: str) -> tuple[Division, ...]:
    """All provinces, prefectures and counties that ever had this stem, by each code and name."""
    return _index().by_stem.get(stem, ())


def townships(name: str, within: str | None = None) -> tuple[Division, ...]:
    """Today's townships and streets of this name (with or without 办事处), below the code `within` if given."""
    name = name.removesuffix("办事处")
    if name not in _township_names():
        return ()
    return _below(_named_townships(name), within)


@cache
def _township_names() -> frozenset[str]:
    return frozenset(_TOWNSHIP_ENTRY.findall(_township_text()))


@lru_cache(1000)
def _named_townships(name: str) -> list[Division]:
    text = _township_text()
    found = []
    position = text.find(name)
    while position >= 0:
        end = position + len(name)
        if text[end : end + 1] in ",\n" and text[position - 1].isdigit():
            line = text.rfind("\n", 0, position) + 1
            found.append(_township(text[line : line + 6], text[position - 3 : end]))
        position = text.find(name, end)
    return found


@cache
def is_township_stem(stem: str) -> bool:
    """Whether a township or street of today has this stem, whatever its kind: 柳荫 of 柳荫镇."""
    text = _township_text()
    position = text.find(stem)
    while position >= 0:
        end = position + len(stem)
        if text[position - 1].isdigit() and text.startswith(_TOWNSHIP_KINDS, end):
            return True
        position = text.find(stem, end)
    return False


@cache
def townships_of(county: str) -> tuple[Division, ...]:
    """Today's townships and streets of a county."""
    text = _township_text()
    start = text.find(f"\n{county}\t")
    if start < 0:
        return ()
    line = text[start + 8 : text.find("\n", start + 1)]
    return tuple(_township(county, entry) for entry in line.split(","))


def parents(division: Division, year: int | None = None) -> tuple[Division, ...]:
    """What the division belongs to, nearest first, as of the year (None: of its last year, or today)."""
    chain = []
    code = division.parent
    while code:
        above = by_code(code, year if year is not None else division.until)
        if above is None:
            break
        chain.append(above)
        code = above.parent
    return tuple(chain)


def children(code: str, year: int | None = None) -> tuple[Division, ...]:
    """What lies directly below the code as of the year (None: today), in order of code; townships are today's."""
    if _level(code) == "county":
        return townships_of(code)
    below = _index().by_parent.get(code, ())
    return as_of([d for d in below if (d.until is None if year is None else d.existed(year))], year)


def full_name(division: Division, year: int | None = None) -> str:
    """The name after those of all above it: 浙江省温州市泰顺县."""
    return "".join(d.name for d in reversed(parents(division, year))) + division.name


def city_of(division: Division, year: int | None = None) -> Division | None:
    """The city of an urban district (瑶海区: 合肥市, 通州区: 北京市); None for anything else."""
    if division.level != "county" or division.name[-1] != "区" or division.name.endswith(("林区", "特区")):
        return None
    above = parents(division, year)
    return above[0] if above and above[0].name.endswith("市") else None


def current(division: Division) -> Division | None:
    """The division of today that took its place; itself while it stands; None where nothing is known to have."""
    seen: set[tuple[str, str]] = set()
    while division.until is not None:
        if not division.successors or (division.code, division.name) in seen:
            return None
        seen.add((division.code, division.name))
        following = by_code(division.successors[0])
        if following is None:
            return None
        division = following
    return division


@cache
def heir(division: Division) -> Division:
    """What the division became by new names, kinds and codes; itself while it stands, or once merged or split."""
    seen = {division}
    while division.until is not None and len(division.successors) == 1:
        following = by_code(division.successors[0])
        if following is None or following in seen or not _carries_on(following, division):
            break
        seen.add(following)
        division = following
    return division


def _carries_on(new: Division, old: Division) -> bool:
    """Whether the old division lives on in the new one: by its stem, or because no other was made part of it."""
    if new.stem == old.stem or new.code == old.code or old.until is None:
        return True
    stood = any((d.since or 0) < old.until - 1 for d in _index().by_code[new.code])
    return not stood and not any(
        d.code != old.code and d.until == old.until and d.successors == old.successors for d in _index().divisions
    )


def successors(division: Division) -> tuple[Division, ...]:
    """What an abolished or renamed division became; empty while it stands."""
    return tuple(found for code in division.successors if (found := by_code(code)))


def is_within(division: Division, code: str) -> bool:
    """Whether the division is the one with this code or lies below it."""
    return lies_within(division.code, code)


def lies_within(code: str, within: str) -> bool:
    """The same of codes alone."""
    return code.startswith(prefix(within))


def prefix(code: str) -> str:
    """What the codes begin with of all that lies in the division with this code."""
    if len(code) == 9:
        return code
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _below(divisions: Iterable[Division], within: str | None) -> tuple[Division, ...]:
    start = prefix(within) if within else ""
    return tuple(d for d in divisions if d.code.startswith(start) and d.code != within)


# --- dictionaries ------------------------------------------------------------------------------------


def names() -> Iterator[Name]:
    """Every name, short name and stem of provinces, prefectures and counties, those of the past included."""
    for division in _index().divisions:
        base = division.stem
        yield Name(division.name, division.code, division.level, "name", division.until)
        for short in sorted(_short_names(division.name) - {division.name}):
            yield Name(short, division.code, division.level, "short", division.until)
        if len(base) > 1 and base != division.name:
            yield Name(base, division.code, division.level, "stem", division.until)


@cache
def zones() -> dict[str, str]:
    """Zones that are no division but are run like one, and the code of the division they cover."""
    return {row[0]: row[1] for row in _rows("zones.tsv")}
