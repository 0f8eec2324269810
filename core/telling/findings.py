"""What was found about a report, in sentences: a check, its likely cause, an issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.forms.catalogue import part_name
from core.forms.rules import known_rules
from core.telling.names import column_name, difference, figure_name, quote, render_number
from core.telling.sentences import (
    AGREES,
    CAUSES,
    CHECKS,
    COMPARED,
    DIFFERS,
    IN_ALL,
    IN_COLUMN,
    ISSUES,
    LACKS_FIGURES,
    LACKS_PROOF,
    LACKS_ROWS,
    LOOKS,
    ROW,
    TABLES,
    WITH_CAUSE,
    Sentence,
)
from core.types import AS_STORED, Applicant, Cause, Check, FigureKey, Issue, Language, NamedValue, Number

_MOST_NAMED = 4
_AND_MORE = Sentence("等", " and more")
_AS_STORED = Sentence("{message}", "stored by an older version: “{message}”")


def describe_check(check: Check, language: Language, *, with_cause: bool = True) -> str:
    """What a check found, with its likely cause."""
    told = _check_sentence(check, language).format_map(_of_check(check, language))
    if check.cause is None or not with_cause:
        return told
    return WITH_CAUSE.in_language(language).format(told=told, cause=describe_cause(check.cause, language))


def describe_cause(cause: Cause, language: Language) -> str:
    """The likely cause of a finding."""
    number = "" if cause.number is None else render_number(cause.number)
    return CAUSES[cause.code].in_language(language).format(number=number)


def describe_issue(issue: Issue, language: Language) -> str:
    """What is odd about a report."""
    sentence = _AS_STORED if issue.kind == AS_STORED else ISSUES[issue.code, issue.kind]
    return sentence.in_language(language).format_map(_of_issue(issue, language))


def is_told_by(issue: Issue, checks: Iterable[Check]) -> bool:
    """Whether one of the checks says the same as the issue: that text and table, or two years, disagree."""
    return any(_says_the_same(check, issue) for check in checks)


def _says_the_same(check: Check, issue: Issue) -> bool:
    if issue.kind == AS_STORED:
        return check.kind == AS_STORED and check.values == issue.values
    if issue.code == "year_conflict":
        return check.rule == "year_consistency" and (check.kind, check.values) == (issue.kind, issue.values)
    if issue.code != "text_table_conflict" or check.rule != "text_vs_table":
        return False
    said = dict(issue.values)
    same_figure = issue.figures == check.figures
    return same_figure and (check.left, check.right) == (said.get("text"), said.get("table"))


def _check_sentence(check: Check, language: Language) -> str:
    if check.kind == AS_STORED:
        return _AS_STORED.in_language(language)
    # A rule has its own words or those of all rules of its kind.
    of_kind = known_rules()[check.rule].kind
    own = CHECKS.get((check.rule, check.kind)) or CHECKS.get((of_kind, check.kind))
    if own and (check.status != "skipped" or check.kind):
        return own.in_language(language)
    if check.status == "skipped":
        return (LACKS_PROOF if check.kind == "lacks_proof" else LACKS_FIGURES).in_language(language)
    what = (COMPARED.get(check.rule) or COMPARED[of_kind]).in_language(language)
    both = (AGREES if check.status == "pass" else DIFFERS).in_language(language)
    return both.replace("{what}", what)


def _of_check(check: Check, language: Language) -> dict[str, str]:
    """The fields of a check's sentence."""
    compared = check.cells or tuple(code for code, _ in check.missing)
    names = (figure_name(code, None, language) for code in compared)
    fields = {
        **_values(check.values, language),
        **dict(zip(("first", "second"), names, strict=False)),
        **_sides(left=check.left, right=check.right),
        "column": _in_column(check.applicant, language),
        "missing": _some(_indicators(check.missing, language), language),
        "solved": _joined(_figures(check.missing, language), language),
        "columns": _joined((column_name(column, language) for _, column in check.missing), language),
    }
    return fields | {"lacking": _lacking(check, fields, language)}


def _of_issue(issue: Issue, language: Language) -> dict[str, str]:
    """The fields of an issue's sentence."""
    values = dict(issue.values)
    columns = {column for _, column in issue.figures}
    return {
        **_values(issue.values, language),
        **_sides(text=values.get("text"), table=values.get("table")),
        "quote": quote(issue.quote),
        "figures": _joined(_figures(issue.figures, language), language),
        "indicators": _joined(_indicators(issue.figures, language), language),
        "some": _some(_indicators(issue.figures, language), language),
        "column": _in_column(columns.pop() if len(columns) == 1 else None, language),
        "left_open": _left_open(issue, language),
        "unseen": _unseen(issue, language),
    }


def _sides(**sides: NamedValue | None) -> dict[str, str]:
    """Two numbers under their names, and how far they are apart."""
    numbers = {name: number for name, number in sides.items() if isinstance(number, int | float)}
    told = {name: render_number(number) for name, number in numbers.items()}
    return told | ({"difference": difference(*numbers.values())} if len(numbers) == 2 else {})


def _left_open(issue: Issue, language: Language) -> str:
    """The figures, rows and tables that were not read."""
    values = dict(issue.values)
    rows = (ROW.in_language(language).format(row=row) for row in _words(values.get("rows_left", ())))
    tables = (TABLES[table].in_language(language) for table in _words(values.get("tables_left", ())))
    return _joined((*_indicators(issue.figures, language), *rows, *tables), language)


def _unseen(issue: Issue, language: Language) -> str:
    """The figures that are no part of the text, by how they look."""
    values = dict(issue.values)
    parts = []
    for look in (name for name in values if name in LOOKS):
        first, count = _words(values[look]), values[f"{look}_in_all"]
        told = _joined((f"“{figure}”" for figure in first), language)
        if count != len(first):
            told = IN_ALL.in_language(language).format(first=told, count=count)
        parts.append(LOOKS[look].in_language(language).format(figures=told))
    return _apart(parts, language)


def _lacking(check: Check, fields: Mapping[str, str], language: Language) -> str:
    """The parts that a report lacks."""
    parts = _words(dict(check.values).get("lacking", ()))
    told = (_part(part, fields, language) for part in parts)
    return _apart(told, language)


def _part(code: str, fields: Mapping[str, str], language: Language) -> str:
    if code == "rows":
        return LACKS_ROWS.in_language(language).format_map(fields)
    return part_name(code, language) or code


def _values(values: Iterable[tuple[str, NamedValue]], language: Language) -> dict[str, str]:
    return {name: _value(value, language) for name, value in values}


def _value(value: NamedValue, language: Language) -> str:
    if isinstance(value, tuple):
        return _joined((_scalar(one) for one in value), language)
    return _scalar(value)


def _scalar(value: Number | str) -> str:
    return value if isinstance(value, str) else render_number(value)


def _words(value: NamedValue) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, tuple) else []


def _figures(keys: Iterable[FigureKey], language: Language) -> list[str]:
    return list(dict.fromkeys(figure_name(code, column, language) for code, column in keys))


def _indicators(keys: Iterable[FigureKey], language: Language) -> list[str]:
    return list(dict.fromkeys(figure_name(code, None, language) for code, _ in keys))


def _in_column(applicant: Applicant | None, language: Language) -> str:
    return IN_COLUMN.in_language(language).format(column=column_name(applicant, language)) if applicant else ""


def _joined(words: Iterable[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)


def _apart(parts: Iterable[str], language: Language) -> str:
    return ("；" if language == "zh" else "; ").join(parts)


def _some(words: Sequence[str], language: Language) -> str:
    told = _joined(words[:_MOST_NAMED], language)
    return told + (_AND_MORE.in_language(language) if len(words) > _MOST_NAMED else "")
