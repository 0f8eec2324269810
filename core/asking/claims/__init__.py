"""What a text says of figures, clause after clause, each held against the reports.

    clauses     the text cut into clauses; `statements` are their wordings, by language, with `amounts` as they are said
    reader      one pass over the clauses, in the conversation that a text is (`spoken`); `plain` numbers, `sums`
    phrases     the words around a statement read for whose it is (`areas`) and which figure; nothing may be left over
                (`reading`)
    judging     a statement to its judge: `stating`, `placing`, `parting`, and `judges` for what figures bear out
    ruling      what becomes of a statement, as values; `told` has it put in words, `verdicts` makes verdicts of it

The figures of a pasted report are read like those of a report (`pasted`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.types import Answer, Choice, Context, Holdings, Language, Row

VerdictStatus = Literal["agrees", "differs", "unverifiable"]

LONGEST = 20_000
"""So many characters are judged at once."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one statement: `quote` is `text[start:end]`, `text` says why, `rows` are the stored figures.

    `choices` are what the statement could mean where it is ambiguous.
    """

    quote: str
    start: int
    end: int
    status: VerdictStatus
    text: str
    rows: tuple[Row, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the answer it comes from."""

    verdict: Verdict
    answer: Answer
    said: str
    """The text of the verdict without its sources and notes."""
    notes: tuple[str, ...] = ()
    """Those of the answer that do not tell what was taken from before."""


def verify(
    text: str, holdings: Holdings, *, language: Language | None = None, today: date | None = None
) -> tuple[Verdict, ...]:
    """A verdict for every clause of the text, in order; those that only name bodies and years lead on to the next."""
    return tuple(one.verdict for one in judge(text, holdings, language=language, today=today))


def judge(
    text: str,
    holdings: Holdings,
    *,
    language: Language | None = None,
    context: Context | None = None,
    today: date | None = None,
) -> tuple[Judged, ...]:
    """As `verify`, with the answer behind each verdict; `context` is what was spoken of before the text.

    Where a text says too much at once, the last verdict says that nothing was checked from there on.
    """
    # The wordings of statements take long to compile, and most questions state nothing.
    from core.asking.claims.reader import Reader
    from core.asking.claims.spoken import Discourse

    discourse = Discourse(holdings, language or ("en" if text.isascii() else "zh"), today, context or Context())
    return tuple(Reader(discourse, text[:LONGEST]).read())
