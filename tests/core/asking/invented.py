"""Reports with invented figures of all counties of a city over five years, and what is true of them.

The claims of `test_invented_claims` are about these; `Figures` works out the truth from the same figures, by itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.forms.indicators import indicators
from core.places import divisions as places
from core.types import APPLICANTS, Applicant, Document, Fact, Identity, Number, Report
from store.archive import Archive

CITY = ("衢州市人民政府", "330800")
COUNTIES = {
    "柯城区": "330802",
    "衢江区": "330803",
    "常山县": "330822",
    "开化县": "330824",
    "龙游县": "330825",
    "江山市": "330881",
}
YEARS = range(2019, 2024)
Cells = dict[tuple[str, Applicant | None], Number]

_DENIED = ("state_secret", "third_party", "internal_affairs", "process", "enforcement_file", "inquiry")
_DENIED_ALL = ("state_secret", "prohibited_by_law", "security_stability", *_DENIED[1:])
_ROWS = (
    "requests.outcome.granted",
    "requests.outcome.partial",
    *(f"requests.outcome.denied.{reason}" for reason in _DENIED_ALL),
    "requests.outcome.unavailable.not_held",
    "requests.outcome.unavailable.to_be_created",
    "requests.outcome.unavailable.unclear",
    "requests.outcome.not_processed.petition",
    "requests.outcome.not_processed.repeated",
    "requests.outcome.not_processed.publication",
    "requests.outcome.not_processed.excessive",
    "requests.outcome.not_processed.reconfirmation",
)
_USUAL = (40, 10, 3, 1, 6, 8, 4, 20, 12)
"""How often the first rows come."""


@dataclass(frozen=True)
class Figures:
    """The figures of every body and year, with what is true of them."""

    cells: Mapping[tuple[str, int], Cells]

    def value(self, body: str, year: int, code: str, applicant: Applicant | None = None) -> Number | None:
        """A figure, summed from its rows where the form has no row for it."""
        found = self.cells[body, year]
        if (code, applicant) in found:
            return found[code, applicant]
        rows = [value for (row, column), value in found.items() if row.startswith(f"{code}.") and column == applicant]
        return sum(rows) if rows else None

    def place(self, body: str, year: int, code: str, *, least: bool = False) -> tuple[int, int]:
        """The place of a county among the six, and how many share it."""
        sign = 1 if least else -1
        sizes = {county: sign * (self.value(county, year, code) or 0) for county in COUNTIES}
        mine = sizes[body]
        return 1 + sum(size < mine for size in sizes.values()), sum(size == mine for size in sizes.values())

    def total(self, year: int, code: str) -> Number:
        """All six counties together."""
        return sum(self.value(county, year, code) or 0 for county in COUNTIES)


def invent(seed: int = 0) -> Figures:
    """Figures that add up as the forms want it; some reports have but one kind of applicant, outcome or none left open."""
    chance = random.Random(seed)
    found: dict[tuple[str, int], Cells] = {}
    for name in (*COUNTIES, "衢州市"):
        carried: dict[Applicant, int] = dict.fromkeys(APPLICANTS, 0)
        for year in YEARS:
            cells, carried = _report(chance, year, carried, large=name == "衢州市")
            found[name, year] = cells
    return Figures(found)


def _report(
    chance: random.Random, year: int, carried_in: Mapping[Applicant, int], *, large: bool
) -> tuple[Cells, dict[Applicant, int]]:
    cells: Cells = {}
    people = chance.choice([(1,), (0,), (0, 1), (0, 1), (0, 1, 2, 4), (0, 1, 3, 5), range(6)])
    rows = chance.choice([_ROWS[:1], _ROWS[:2], _ROWS[:6], _ROWS[:9], _ROWS, _ROWS])
    leftover = chance.random() < 0.6
    carried_out: dict[Applicant, int] = {}
    for index, applicant in enumerate(APPLICANTS):
        received = chance.randint(1, 300 if large else 60) if index in people else 0
        open_ = chance.randint(0, min(4, received)) if leftover else 0
        waiting = received + carried_in[applicant] - open_
        cells["requests.received", applicant] = received
        cells["requests.carried_in", applicant] = carried_in[applicant]
        cells["requests.outcome.total", applicant] = waiting
        cells["requests.carried_out", applicant] = open_
        carried_out[applicant] = open_
        drawn = chance.choices(rows, [*_USUAL, *[1] * len(_ROWS)][: len(rows)], k=waiting)
        for row in _ROWS:
            cells[row, applicant] = drawn.count(row)
        cells["requests.outcome.other", applicant] = 0
    for code in {code for code, _ in cells}:
        cells[code, None] = sum(value for (row, _), value in cells.items() if row == code)
    _add_disputes(chance, cells)
    _add_others(chance, year, cells)
    return cells, carried_out


def _add_disputes(chance: random.Random, cells: Cells) -> None:
    for prefix in ("review", "litigation.direct", "litigation.after_review"):
        upheld, corrected, other, pending = (chance.choice([0, 0, 1, 2, 5, 9]) for _ in range(4))
        if chance.random() < 0.25:
            upheld = corrected = other = pending = 0
        named = {"upheld": upheld, "corrected": corrected, "other": other, "pending": pending}
        for name, value in named.items():
            cells[f"{prefix}.{name}", None] = value
        cells[f"{prefix}.total", None] = sum(named.values())
    cells["litigation.total", None] = sum(cells[f"litigation.{way}.total", None] for way in ("direct", "after_review"))


def _add_others(chance: random.Random, year: int, cells: Cells) -> None:
    cells["normative.issued", None] = chance.randint(0, 30)
    cells["licensing.decisions", None] = chance.randint(1000, 90000)
    if year >= 2021:
        cells["normative.repealed", None] = chance.randint(0, 9)
        cells["normative.in_force", None] = chance.randint(50, 300)


def fill(archive: Archive, figures: Figures) -> None:
    """Store a report of every body and year."""
    for (name, year), cells in figures.cells.items():
        code = COUNTIES.get(name, CITY[1])
        document, report = _written(f"{name}人民政府", code, year, cells)
        archive.save(document.text.encode(), f"{name}{year}.txt", document, report)


def _written(organization: str, division: str, year: int, cells: Cells) -> tuple[Document, Report]:
    text = title = f"{organization}{year}年政府信息公开工作年度报告"
    text += "\n"
    facts = []
    for (code, applicant), value in _printed(year, cells):
        words = f"{indicators()[code].label_zh} | {applicant or '总计'} | {value}"
        facts.append(
            Fact(code, applicant, value, indicators()[code].unit, "table", words, len(text), len(text) + len(words))
        )
        text += words + "\n"
    home = places.by_code(division, year)
    identity = Identity(
        title=title,
        year=year,
        template="2021" if year >= 2021 else "2019",
        organization=organization,
        division_code=division,
        division=places.full_name(home, year) if home else None,
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        published_on=date(year + 1, 3, 20),
    )
    return Document(text), Report(identity, tuple(facts), (), ())


def _printed(year: int, cells: Cells) -> Iterable[tuple[tuple[str, Applicant | None], Number]]:
    """The cells that the form of the year has."""
    template = "2021" if year >= 2021 else "2019"
    for (code, applicant), value in cells.items():
        if code == "requests.outcome.other" and template == "2021":
            for rest in ("not_corrected", "fee_unpaid", "rest"):
                yield (f"requests.outcome.other.{rest}", applicant), 0
        elif code in indicators() and template in indicators()[code].templates:
            yield (code, applicant), value
