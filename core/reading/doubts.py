"""Figures recognised on pictures, held against the official equalities (勾稽关系).

A figure that was hardly read or not at all, and that two equalities determine alike, is set to what they say and marked
`inferred`. One alone does not do: it may be the author's own arithmetic that is wrong. Where an equality fails
otherwise, every figure that may be the wrong one is marked doubtful. What was not read off a picture is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from core.forms.applicants import REQUEST_COLUMNS
from core.forms.indicators import indicators
from core.forms.merged import request_rows, rules_of
from core.forms.registry import form_named
from core.forms.rules import Equality, RowTotals
from core.types import APPLICANTS, SURE, Applicant, Check, Document, Fact, FigureKey, Issue, Number, Template, named

Key = FigureKey
_DOUBTED, _SOLVED = 0.5, 0.6
_HARDLY_READ = 0.5
_ITEM = re.compile(r"\d[.．、][\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class CellEquality:
    """An equality of a form in one column or row: the cells on the left sum to what those on the right sum to."""

    left: tuple[Key, ...]
    right: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """All figures of it."""
        return self.left + self.right

    def solved(self, key: Key, values: Mapping[Key, Number]) -> Number | None:
        """What the figure must be, given all the others; None where one of them is missing."""
        others = [other for other in self.keys if other != key]
        if any(other not in values for other in others):
            return None
        left, right = (sum(values[other] for other in side if other != key) for side in (self.left, self.right))
        return right - left if key in self.left else left - right

    def fails(self, values: Mapping[Key, Number]) -> bool:
        """Whether it can be judged and does not hold."""
        first = self.keys[0]
        solved = self.solved(first, values)
        return solved is not None and first in values and solved != values[first]


@dataclass(frozen=True, slots=True)
class Proven:
    """The facts, those that were solved by the equalities, and what is to be told."""

    facts: tuple[Fact, ...]
    solved: frozenset[Key] = frozenset()
    issues: tuple[Issue, ...] = ()

    @property
    def as_read(self) -> tuple[Fact, ...]:
        """The facts without those solved: an equality can't be checked by a figure that was taken from it."""
        return tuple(fact for fact in self.facts if fact.source != "table" or _key(fact) not in self.solved)

    def told(self, check: Check) -> Check:
        """The check, saying so where it was skipped for a figure that was solved."""
        solved = tuple(key for key in check.missing if key in self.solved)
        return replace(check, missing=solved, kind="lacks_proof") if solved else check


def equalities(template: Template, codes: set[str]) -> Iterator[CellEquality]:
    """The equalities of a form that hold exactly, cell by cell; `codes` are those that the report has."""
    form = form_named(template)
    for rule in rules_of(form, codes) if form else ():
        if isinstance(rule, Equality) and rule.is_exact:
            for column in REQUEST_COLUMNS if rule.by_applicant else (None,):
                left, right = (tuple((code, column) for code in side) for side in (rule.left, rule.right))
                yield CellEquality(left, right)
        elif isinstance(rule, RowTotals):
            for code in (row.indicator for row in request_rows()):
                if code in codes:
                    yield CellEquality(((code, None),), tuple((code, column) for column in APPLICANTS))


def prove(facts: Sequence[Fact], document: Document, template: Template) -> Proven:
    """Correct, or doubt, the figures of tables that were recognised on pictures."""
    table = {_key(fact): fact for fact in reversed(facts) if fact.source == "table"}
    if not document.confidence or not table:
        return Proven(tuple(facts))
    form = form_named(template)
    if form and form.request:
        table = {key: _placed(fact, document) for key, fact in table.items()}
    unread = _unread(document, table)
    rules = tuple(equalities(template, {code for code, _ in (*table, *unread)}))
    values = {key: fact.value for key, fact in table.items()}
    doubtful = {key for key, fact in table.items() if _sureness(fact) < SURE}
    proof = _Proof(rules, table, values, doubtful, set(unread))
    proof.solve()
    doubted = proof.doubted()
    kept = tuple(_settled(fact, proof, doubted) if fact.source == "table" else fact for fact in facts)
    added = tuple(_filled(key, unread[key], proof, document) for key in proof.solved if key not in table)
    issues = [_told(key, proof) for key in proof.solved]
    return Proven((*kept, *added), frozenset(proof.solved), tuple(issues))


@dataclass(slots=True)
class _Proof:
    """The figures while they are held against the equalities."""

    rules: Sequence[CellEquality]
    table: Mapping[Key, Fact]
    values: dict[Key, Number]
    open: set[Key]
    """Doubtful figures that nothing has proven yet."""
    unread: set[Key]
    solved: list[Key] = field(default_factory=list)

    def solve(self) -> None:
        """Settle, round by round, what the equalities determine."""
        settled = True
        while settled:
            before = len(self.open) + len(self.unread)
            for key in sorted(self.open | self.unread, key=str):
                self._settle(key)
            settled = len(self.open) + len(self.unread) < before

    def _settle(self, key: Key) -> None:
        """Take a figure as proven where an equality holds with it, or solve it where those that determine it agree."""
        through = [rule for rule in self.rules if key in rule.keys]
        said = [value for rule in through if (value := rule.solved(key, self.values)) is not None]
        clean = {
            rule.solved(key, self.values)
            for rule in through
            if not (self.open | self.unread) & (set(rule.keys) - {key})
        } - {None}
        if key not in self.values or self.values[key] not in said:
            value = clean.pop() if len(clean) == 1 else None
            if value is None or value < 0 or said.count(value) < 2 or not self._is_hardly_read(key):
                return
            self.values[key] = value
            self.solved.append(key)
        self.open.discard(key)
        self.unread.discard(key)

    def _is_hardly_read(self, key: Key) -> bool:
        return key in self.unread or _sureness(self.table[key]) < _HARDLY_READ

    def doubted(self) -> set[Key]:
        """The figures that may be the wrong ones where an equality fails."""
        failing = [rule for rule in self.rules if rule.fails(self.values)]
        doubted: set[Key] = set()
        for rule in failing:
            doubted |= {key for key in rule.keys if self._explains(key, failing)} or set(rule.keys)
        return doubted

    def _explains(self, key: Key, failing: Sequence[CellEquality]) -> bool:
        """Whether one wrong figure explains several failing equalities, and contradicts none that holds."""
        through = [rule for rule in self.rules if key in rule.keys]
        found = {rule.solved(key, self.values) for rule in through} - {None}
        return len(found) == 1 and sum(rule in failing for rule in through) > 1


def _unread(document: Document, table: Mapping[Key, Fact]) -> dict[Key, tuple[int, int]]:
    """The cells of the request table that hold something unread, by their figure: the stretch of their row."""
    gaps = [start for start, end, _ in document.confidence if start == end]
    requests = [fact for fact in table.values() if fact.indicator.startswith("requests.")]
    found: dict[Key, tuple[int, int]] = {}
    for code, group in groupby(sorted(requests, key=lambda fact: fact.indicator), key=lambda fact: fact.indicator):
        row = {fact.applicant: fact for fact in group}
        start = min(fact.start for fact in row.values())
        stop = document.text.find("\n", max(fact.end for fact in row.values()))
        missing = [column for column in REQUEST_COLUMNS if column not in row]
        inside = [gap for gap in gaps if start < gap <= stop]
        for column, place in _slots(document.text, row, missing, inside):
            found[code, column] = (start, place)
    return found


def _slots(
    text: str, row: Mapping[Applicant | None, Fact], missing: Sequence[Applicant | None], gaps: Sequence[int]
) -> Iterator[tuple[Applicant | None, int]]:
    """The missing columns of a row with the gap that stands in their place, counted by bars from a figure there."""
    for column in missing:
        at = REQUEST_COLUMNS.index(column)
        for known, fact in row.items():
            steps = at - REQUEST_COLUMNS.index(known)
            for gap in gaps:
                first, last = sorted((fact.end, gap))
                if text.count("|", first, last) == abs(steps) and (gap > fact.end) is (steps > 0):
                    yield column, gap
                    break
            else:
                continue
            break


def _placed(fact: Fact, document: Document) -> Fact:
    """The fact, doubted where its row of the request table has not the cells of the form, or two labels: then it may
    be another row's."""
    if not fact.indicator.startswith("requests.") or fact.inferred or fact.confidence is None:
        return fact
    stop = document.text.find("\n", fact.end)
    start = document.text.rfind("\n", 0, fact.end) + 1
    before, behind = document.text[start : fact.end], document.text[fact.end : stop if stop >= 0 else None]
    steps = len(REQUEST_COLUMNS) - 1 - REQUEST_COLUMNS.index(fact.applicant)
    # A table may be ruled for one column more than the form has.
    is_whole = steps in (behind.count("|"), behind.rstrip(" |").count("|"))
    is_one = all(len(_ITEM.findall(cell)) < 2 for cell in before.split("|"))
    return fact if (is_whole and is_one) or "|" not in before + behind else _doubted(fact)


def _sureness(fact: Fact) -> float:
    """What was text in the document is sure."""
    return 1.0 if fact.confidence is None else fact.confidence


def _doubted(fact: Fact) -> Fact:
    return fact if fact.confidence is None else replace(fact, confidence=min(fact.confidence, _DOUBTED))


def _settled(fact: Fact, proof: _Proof, doubted: set[Key]) -> Fact:
    key = _key(fact)
    if key in proof.solved:
        sure = min(_sureness(proof.table[key]), _SOLVED)
        return replace(fact, value=proof.values[key], inferred=True, confidence=sure)
    return _doubted(fact) if key in doubted else replace(fact, confidence=proof.table[key].confidence)


def _filled(key: Key, place: tuple[int, int], proof: _Proof, document: Document) -> Fact:
    """The fact of a cell that could not be read."""
    code, applicant = key
    start, end = place
    return Fact(
        indicator=code,
        applicant=applicant,
        value=proof.values[key],
        unit=indicators()[code].unit,
        source="table",
        quote=document.text[start:end],
        start=start,
        end=end,
        page=document.page(start),
        inferred=True,
        confidence=_SOLVED,
    )


def _told(key: Key, proof: _Proof) -> Issue:
    fact = proof.table.get(key)
    solved = proof.values[key]
    if fact is None:
        return Issue("ocr_solved", "warning", "unread", (key,), values=named(solved=solved))
    both = named(read=fact.value, solved=solved)
    return Issue("ocr_solved", "warning", "misread", (key,), fact.quote, fact.start, fact.end, both)


def _key(fact: Fact) -> Key:
    return fact.indicator, fact.applicant
