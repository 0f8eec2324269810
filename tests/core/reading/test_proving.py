from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from core import parse
from core.reading.doubts import equalities
from core.types import Document, Fact, Report
from tests.forging import Forged, Key, forge, pipes

ROW = "requests.outcome.granted"
LABEL = "（一）予以公开"
FORGED = forge(1, "2021")


def recognised(doubtful: dict[Key, float] | None = None, change: Callable[[str], str] = str) -> Report:
    """A forged report as if its cells had been recognised: surely, but for these; a cell `?` could not be read."""
    text = change(pipes(FORGED))
    unread = [match.start() for match in re.finditer(r"\?", text)]
    text = text.replace("?", "")
    stretches = [(match.start(), match.end(), 0.99) for match in re.finditer(r"[^|\n ]+", text)]
    stretches += [(at - number, at - number, 0.0) for number, at in enumerate(unread)]
    plain = parse(Document(text, "image", confidence=tuple(stretches)))
    ends = {(fact.indicator, fact.applicant): fact.end for fact in plain.facts if fact.source == "table"}
    told = {ends[key]: sure for key, sure in (doubtful or {}).items()}
    return parse(
        Document(text, "image", confidence=tuple((start, end, told.get(end, sure)) for start, end, sure in stretches))
    )


def fact_of(report: Report, key: Key) -> Fact | None:
    return next((fact for fact in report.facts if (fact.indicator, fact.applicant) == key), None)


def cell(label: str, column: int, written: str) -> Callable[[str], str]:
    """Write something else in a cell of a row."""

    def change(text: str) -> str:
        lines = text.splitlines()
        at = next(number for number, line in enumerate(lines) if label in line)
        cells = lines[at].split(" | ")
        cells[len(cells) - 7 + column] = written
        lines[at] = " | ".join(cells)
        return "\n".join(lines) + "\n"

    return change


def test_forged_reports_hold_every_equality() -> None:
    for template in ("2019", "2021"):
        values = forge(3, template).values
        rules = list(equalities(template, {code for code, _ in values}))
        assert len(rules) >= 40
        assert not any(rule.fails(values) for rule in rules)
        assert all(rule.solved(key, values) == values[key] for rule in rules for key in rule.keys)


def test_sure_figures_that_agree_stay_as_read() -> None:
    report = recognised()
    assert all(fact.confidence == 0.99 and not fact.inferred for fact in report.facts if fact.source == "table")
    assert not any(issue.code in ("ocr_solved", "low_confidence_ocr") for issue in report.issues)


@pytest.mark.parametrize(("written", "sure"), [("21", 0.4), ("2", 0.4), ("277", 0.45), ("8", 0.3)])
def test_a_doubtful_figure_is_solved_where_row_and_column_agree(written: str, sure: float) -> None:
    key: Key = (ROW, "legal_services")
    report = recognised({key: sure}, cell(LABEL, 4, written))
    fact = fact_of(report, key)
    assert fact is not None
    assert (fact.value, fact.inferred, fact.confidence) == (27, True, sure)
    assert fact.quote.endswith(written)
    (told,) = [issue for issue in report.issues if issue.code == "ocr_solved"]
    assert (told.kind, told.figures, dict(told.values)) == ("misread", (key,), {"read": int(written), "solved": 27})
    assert told.quote == fact.quote
    touched = [
        check
        for check in report.checks
        if ROW in (*check.cells, *(code for code, _ in check.missing))
        and check.rule in ("applicant_sum", "outcome_sum")
    ]
    of_it = [check for check in touched if check.rule == "applicant_sum" or check.applicant == "legal_services"]
    assert {check.status for check in of_it} == {"skipped"}
    assert {(check.kind, check.missing) for check in of_it} == {("lacks_proof", (key,))}
    assert {check.status for check in touched if check not in of_it} == {"pass"}


def test_an_unread_figure_is_filled_where_row_and_column_agree() -> None:
    key: Key = (ROW, "legal_services")
    fact = fact_of(recognised(change=cell(LABEL, 4, "?")), key)
    assert fact is not None
    assert (fact.value, fact.inferred) == (27, True)
    assert fact.confidence is not None and fact.confidence < 0.7


def test_an_empty_cell_stays_empty() -> None:
    assert fact_of(recognised(change=cell(LABEL, 4, "")), (ROW, "legal_services")) is None


@pytest.mark.parametrize(
    ("written", "sure"),
    [
        ("94", 0.6),  # seen well enough
        ("21", 0.6),
        ("21", 0.9),  # surely read: the slip may be the author's
    ],
)
def test_what_is_no_likely_misreading_is_left_and_marked(written: str, sure: float) -> None:
    key: Key = (ROW, "legal_services")
    report = recognised({key: sure}, cell(LABEL, 4, written))
    fact = fact_of(report, key)
    assert fact is not None
    assert (fact.value, fact.inferred) == (int(written), False)
    assert fact.confidence is not None and fact.confidence < 0.7
    assert any(issue.code == "low_confidence_ocr" for issue in report.issues)
    assert any(check.status == "fail" for check in report.checks)


@pytest.mark.parametrize("sure", [0.3, 0.6])
def test_one_equality_alone_does_not_correct_the_author(sure: float) -> None:
    """A sum that the report itself has wrong keeps its figures and fails, however badly its total was read."""
    numbers = [str(int(FORGED.values[code, None])) for code in _review(FORGED)]
    wrong = [*numbers[:-1], str(int(numbers[-1]) + 1)]
    key: Key = ("review.total", None)
    report = recognised({key: sure}, lambda text: text.replace("\n" + " | ".join(numbers), "\n" + " | ".join(wrong)))
    fact = fact_of(report, key)
    assert fact is not None
    assert (fact.value, fact.inferred) == (int(wrong[-1]), False)
    assert [check.status for check in report.checks if check.rule == "review_sum"] == ["fail"]


def test_text_beside_pictures_is_never_changed() -> None:
    text = cell(LABEL, 4, "21")(pipes(FORGED))
    report = parse(Document(text, "pdf", confidence=((len(text) - 2, len(text) - 1, 0.9),)))
    fact = fact_of(report, (ROW, "legal_services"))
    assert fact is not None
    assert (fact.value, fact.inferred, fact.confidence) == (21, False, None)
    assert {check.rule for check in report.checks if check.status == "fail"} == {"applicant_sum", "outcome_sum"}


def test_two_doubtful_figures_of_one_group_are_left() -> None:
    both: dict[Key, float] = {("review.upheld", None): 0.4, ("review.corrected", None): 0.4}
    numbers = [str(int(FORGED.values[code, None])) for code in _review(FORGED)]
    wrong = [numbers[0] + "1", numbers[1] + "1", *numbers[2:]]
    report = recognised(both, lambda text: text.replace("\n" + " | ".join(numbers), "\n" + " | ".join(wrong)))
    assert all((fact := fact_of(report, key)) and not fact.inferred and (fact.confidence or 1) < 0.7 for key in both)


def _review(forged: Forged) -> list[str]:
    return [f"review.{name}" for name in ("upheld", "corrected", "other", "pending", "total")]


def test_a_row_short_of_a_cell_is_marked() -> None:
    def shorter(text: str) -> str:
        return re.sub(r"(一、本年新收[^|]*\| \d+) \| \d+", r"\1", text)

    report = recognised(change=shorter)
    marked = [fact for fact in report.facts if fact.indicator == "requests.received" and fact.source == "table"]
    assert all(fact.confidence is not None and fact.confidence < 0.7 for fact in marked)


def test_a_row_with_the_labels_of_two_is_marked() -> None:
    """The line between them was not seen: whose figures they are nobody knows."""

    def without_line(text: str) -> str:
        return re.sub(r"(5\.属于三类内部事务信息)[^\n]*\n", r"\1", text)

    report = recognised(change=without_line)
    marked = [fact for fact in report.facts if fact.indicator == "requests.outcome.denied.process"]
    assert len(marked) == 7
    assert all(fact.confidence is not None and fact.confidence < 0.7 for fact in marked)


def test_an_empty_column_behind_the_table_does_not_matter() -> None:
    report = recognised(change=lambda text: re.sub(r"(\| \d+)\n", r"\1 | \n", text))
    assert all(fact.confidence == 0.99 for fact in report.facts if fact.source == "table")


def test_reports_that_are_text_are_never_changed() -> None:
    text = cell(LABEL, 4, "21")(pipes(FORGED))
    report = parse(Document(text, "docx"))
    fact = fact_of(report, (ROW, "legal_services"))
    assert fact is not None
    assert (fact.value, fact.inferred, fact.confidence) == (21, False, None)
    assert any(check.rule == "applicant_sum" and check.status == "fail" for check in report.checks)
