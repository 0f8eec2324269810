"""The rows and columns of one report that are part of another figure: which stand beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.asking.claims.question import Question, Unjudged
from core.asking.found.missing import Key
from core.asking.found.stored import Group
from core.asking.found.values import Found, Values, tidy
from core.asking.understood.figures import by_part, wholes_of
from core.asking.understood.request import Measure
from core.forms.indicators import indicators
from core.types import APPLICANTS, Number, ReportEntry

RECEIVED, ANSWERED, CONCLUDED = "requests.received", "requests.outcome.total", "requests.concluded"
INTAKE = (RECEIVED, CONCLUDED, ANSWERED)


@dataclass(frozen=True, slots=True)
class Parts:
    """The figures of one report that a statement names (`keys`), and the one it says they are part of (`whole`)."""

    question: Question
    group: Group
    entry: ReportEntry
    keys: tuple[Key, ...]
    whole: Key

    def value(self, key: Key) -> Found:
        """A figure of the report; raises Halt where it is not given."""
        return self.question.figure(self.entry, self.group, *key)

    def values(self) -> list[Found]:
        """The figures named."""
        return [self.value(key) for key in self.keys]

    def find(self, key: Key) -> Found | None:
        """A figure of the report, where it is given."""
        return next(iter(self.given([key])), None)

    def given(self, keys: Iterable[Key]) -> list[Found]:
        """Those of the figures that the report gives."""
        wanted = list(keys)
        codes, columns = [code for code, _ in wanted], tuple(dict.fromkeys(column for _, column in wanted))
        values = Values(self.question.holdings, [self.entry], codes, columns)
        return [found for key in wanted if (found := values.find(self.entry, *key)) is not None]


def is_part(key: Key, whole: Key) -> bool:
    """Whether a figure counts some of what another one counts."""
    (code, column), (of, of_column) = key, whole
    if code == of:
        return column is not None and of_column is None
    wholes = wholes_of(code)
    return column in (of_column, None) and (of in wholes or (of in INTAKE and ANSWERED in wholes))


def beside(key: Key) -> list[Key]:
    """The figures that are part of the same: all applicants, all channels, all reasons."""
    code, column = key
    if column is not None:
        return [(code, applicant) for applicant in APPLICANTS]
    wholes = wholes_of(code)
    if not wholes:
        raise Unjudged("which_whole")
    row = code.rpartition(".")[0]
    codes = (measure.codes[0] for measure in by_part((Measure((wholes[0],)),)))
    return [(other, None) for other in codes if other.rpartition(".")[0] == row]


def of_all_of(key: Key) -> Key | None:
    """What the figures beside one add up to."""
    code, column = key
    if column is not None:
        return code, None
    return next(((whole, None) for whole in wholes_of(code)), None)


def outcomes() -> list[Key]:
    """The single rows of the outcomes of requests."""
    codes = [code for code in indicators() if ANSWERED in wholes_of(code)]
    return [(code, None) for code in codes if not any(other.startswith(f"{code}.") for other in codes)]


def together(values: Sequence[Found]) -> Number:
    """Figures added."""
    return tidy(sum(value.value for value in values))
