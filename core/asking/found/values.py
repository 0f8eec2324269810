"""The figures behind an answer: as reported, or worked out by the sums of the consistency rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.forms import catalogue
from core.forms.indicators import indicators
from core.types import Applicant, Derived, DerivedOperand, Figure, Holdings, Number, ReportEntry, Row, Source

Key = tuple[int, int, str, Applicant | None]
"""Body, year, code, applicant."""

_MOST_NAMES = 5
"""Of bodies by which a figure worked out of several is told; more are counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """One figure of one body and year. `code` is what it is of, `asked` what was asked for."""

    asked: str
    code: str
    applicant: Applicant | None
    value: Number
    entry: ReportEntry
    figures: tuple[Figure, ...]
    derived: Derived | None = None

    @property
    def unit(self) -> str:
        """The unit of the figure."""
        return catalogue.unit(self.code)

    @property
    def source(self) -> Source | None:
        """Where it was read; None for a figure worked out."""
        return None if self.derived else self.figures[0].source

    @property
    def quote(self) -> str | None:
        """The words it was read from, as they stand; None for a figure worked out."""
        return None if self.derived else self.figures[0].quote

    @property
    def inferred(self) -> bool:
        """Whether it, or a part it is worked out of, was inferred."""
        return any(figure.inferred for figure in self.figures)

    @property
    def corrected(self) -> bool:
        """Whether a person corrected it, or a part it is worked out of."""
        return any(figure.corrected for figure in self.figures)

    def operand(self) -> DerivedOperand:
        """The figure as one that another is worked out of."""
        entry = self.entry
        return DerivedOperand(entry.organization_name, entry.year, self.code, self.applicant, self.value, entry.id)

    def row(self) -> Row:
        """The figure as a row of an answer."""
        return Row(
            organization=self.entry.organization_name,
            division_code=self.entry.division_code,
            year=self.entry.year,
            indicator=self.code,
            applicant=self.applicant,
            value=self.value,
            unit=self.unit,
            report=self.entry.id,
            source=self.source,
            quote=self.quote,
            derived=self.derived,
            origin=self.entry.origin,
        )


def whose(values: Iterable[Found], mark: str = "、") -> tuple[str, str | None]:
    """Whose a figure worked out of these is, and the code of their division: of several bodies it is told as theirs and
    never as that of the first.
    """
    codes: dict[str, str | None] = {}
    for value in values:
        codes.setdefault(value.entry.organization_name, value.entry.division_code)
    if len(codes) == 1:
        return next(iter(codes.items()))
    return mark.join(codes) if len(codes) <= _MOST_NAMES else f"{len(codes)}个机关", None


def origin_of(values: Iterable[Found]) -> str | None:
    """Where a figure worked out of these came from: the address of their report, where they are all of one."""
    reports = {value.entry.id: value.entry.origin for value in values}
    return next(iter(reports.values())) if len(reports) == 1 else None


def needed(codes: Iterable[str]) -> tuple[str, ...]:
    """The stored indicators that these codes need: themselves, the parts of sums, what stands in for them."""
    found: dict[str, None] = {}
    for code in codes:
        if code in catalogue.rates():
            rate = catalogue.rates()[code]
            found.update(dict.fromkeys(needed((*rate.numerator, rate.denominator))))
            continue
        for candidate in (
            code,
            *([catalogue.replacements()[code].instead] if code in catalogue.replacements() else []),
        ):
            if candidate in indicators():
                found[candidate] = None
            if candidate in catalogue.derived_sums():
                found.update(dict.fromkeys(catalogue.derived_sums()[candidate].parts))
    return tuple(found)


class Values:
    """The figures of some reports, fetched at once."""

    def __init__(
        self,
        holdings: Holdings,
        entries: Iterable[ReportEntry],
        codes: Iterable[str],
        applicants: Iterable[Applicant | None] = (None,),
    ) -> None:
        self._entries = {(entry.organization, entry.year): entry for entry in entries}
        stored = needed(codes)
        found: Iterable[Figure] = ()
        if self._entries and stored:
            found = holdings.figures(
                organizations=sorted({body for body, _ in self._entries}),
                years=sorted({year for _, year in self._entries}),
                indicators=stored,
                applicants=tuple(applicants),
            )
        self._figures: Mapping[Key, Figure] = {(f.organization, f.year, f.indicator, f.applicant): f for f in found}

    def find(self, entry: ReportEntry, code: str, applicant: Applicant | None = None) -> Found | None:
        """The figure of a report: reported, else summed from all its parts, else what stands in for it; or None."""
        if code in catalogue.rates():
            return self._rate(entry, code)
        return (
            self._reported(entry, code, code, applicant)
            or self._summed(entry, code, applicant)
            or self._replaced(entry, code, applicant)
        )

    def _reported(self, entry: ReportEntry, code: str, asked: str, applicant: Applicant | None) -> Found | None:
        figure = self._figures.get((entry.organization, entry.year, code, applicant))
        return Found(asked, code, applicant, figure.value, entry, (figure,)) if figure else None

    def _summed(self, entry: ReportEntry, code: str, applicant: Applicant | None) -> Found | None:
        derived = catalogue.derived_sums().get(code)
        if derived is None:
            return None
        present = next(filter(None, (self._parts(entry, way, applicant) for way in derived.ways(entry.template))), None)
        if present is None:
            return None
        operands = tuple(
            DerivedOperand(entry.organization_name, entry.year, part.indicator, applicant, part.value, part.report)
            for part in present
        )
        total = tidy(sum(part.value for part in present))
        return Found(code, code, applicant, total, entry, tuple(present), Derived("sum", operands))

    def _parts(self, entry: ReportEntry, codes: Iterable[str], applicant: Applicant | None) -> list[Figure] | None:
        """The figures of these codes; None where one is missing."""
        parts = [self._figures.get((entry.organization, entry.year, code, applicant)) for code in codes]
        present = [part for part in parts if part is not None]
        return present if len(present) == len(parts) else None

    def _rate(self, entry: ReportEntry, code: str) -> Found | None:
        rate = catalogue.rates()[code]
        parts = [self.find(entry, part) for part in (*rate.numerator, rate.denominator)]
        present = [part for part in parts if part is not None]
        if len(present) < len(parts) or not present[-1].value:
            return None
        share = percent(sum(part.value for part in present[:-1]), present[-1].value)
        operands = tuple(part.operand() for part in present)
        figures = tuple(figure for part in present for figure in part.figures)
        return Found(code, code, None, share, entry, figures, Derived("ratio", operands))

    def _replaced(self, entry: ReportEntry, code: str, applicant: Applicant | None) -> Found | None:
        replacement = catalogue.replacements().get(code)
        if replacement is None or entry.template not in replacement.templates:
            return None
        return self._reported(entry, replacement.instead, code, applicant)


def tidy(value: Number) -> Number:
    """A result of arithmetic without the noise of binary fractions: 0.1 + 0.2 is 0.3, 4.0 is 4."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def percent(part: Number, whole: Number) -> float:
    """A share in percent, two decimals."""
    return round(100 * part / whole, 2)
