"""Figures as files: CSV and XLSX for spreadsheets, JSON lines for programs.

In CSV a text that a spreadsheet would take for a formula gets an apostrophe before it; in XLSX every text is written
as text. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

from core.errors import UsageError
from core.forms.applicants import column_printed
from core.forms.indicators import Indicator, indicators
from core.telling.findings import describe_check
from core.telling.origins import said_origin
from core.text.harmless import harmless, harmless_cell, harmless_json
from core.types import APPLICANTS, Figure, Language, ReportEntry
from store import workbook_words
from store.archive import Archive
from store.columns import COLUMNS

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

Format = Literal["csv", "xlsx", "json"]
TableFormat = Literal["csv", "xlsx"]
Cell = str | int | float | None

_XLSX_ROWS = 1_048_576
_XLSX_CHARACTERS = 32_767
_REPORT_COLUMNS = (
    ("report", "报告编号"),
    ("organization", "机关"),
    ("division_code", "区划代码"),
    ("year", "年度"),
    ("title", "题名"),
    ("template", "表式"),
    ("published_on", "公布日期"),
    ("file", "文件"),
    ("origin", "网址"),
    ("sha256", "SHA-256"),
)
_CHECK_COLUMNS = (
    ("report", "报告编号"),
    ("organization", "机关"),
    ("year", "年度"),
    ("rule", "规则"),
    ("level", "级别"),
    ("status", "结果"),
    ("applicant", "申请人"),
    ("left", "左边"),
    ("right", "右边"),
    ("message", "说明"),
)
_INDICATOR_COLUMNS = (
    ("indicator", "指标代码"),
    ("label_zh", "指标"),
    ("label_en", "英文"),
    ("unit", "单位"),
    ("templates", "表式"),
    ("official_labels", "表中名称"),
    ("note", "说明"),
)
_SHEETS = {"zh": ("数据", "来源", "核对", "口径"), "en": ("figures", "sources", "checks", "definitions")}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures; None is all."""

    organizations: tuple[int, ...] | None = None
    years: tuple[int, ...] | None = None
    indicators: tuple[str, ...] | None = None


def export(
    archive: Archive, selection: Selection, file_format: Format, stream: BinaryIO, language: Language = "zh"
) -> int:
    """Write the selected figures; how many there were. Raises UsageError for too many rows, or a missing extra."""
    if file_format == "xlsx":
        return _write_xlsx(archive, selection, stream, language)
    if file_format == "json":
        return _write_json_lines(archive, selection, stream)
    rows = (_figure_cells(one, language) for one in selected_figures(archive, selection))
    return _write_csv(stream, _heads(COLUMNS, language), rows)


@dataclass(frozen=True, slots=True)
class Exported:
    """A figure with the full name of its division, and the address its report came from."""

    division: str | None
    figure: Figure
    origin: str | None


def selected_figures(archive: Archive, selection: Selection) -> Iterator[Exported]:
    """Every selected figure, body by body."""
    codes = tuple(indicators()) if selection.indicators is None else selection.indicators
    for body in archive.each_organization(selection.organizations):
        entries = archive.reports(organizations=[body.id], years=selection.years)
        origins = {entry.id: entry.origin for entry in entries}
        found = archive.figures(
            organizations=[body.id], years=selection.years, indicators=codes, applicants=(None, *APPLICANTS)
        )
        for figure in found:
            yield Exported(body.division, figure, origins.get(figure.report))


def write_table(
    stream: BinaryIO, file_format: TableFormat, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write one table under its heads; `name` is that of the sheet. Raises UsageError as `export`."""
    if file_format == "csv":
        _write_csv(stream, heads, rows)
        return
    with _workbook(stream) as book:
        _write_sheet(book, name, heads, rows)


def _workbook(stream: BinaryIO) -> Workbook:
    """A new workbook. Raises UsageError where the extra for them is missing."""
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError("XLSX needs an extra: pip install 'gongkai[xlsx]' (CSV and JSON do not).") from None
    return xlsxwriter.Workbook(
        stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )


def _write_csv(stream: BinaryIO, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(heads)
    count = 0
    for row in rows:
        writer.writerow([harmless_cell(cell) for cell in row])
        count += 1
    text.detach()
    return count


def _write_json_lines(archive: Archive, selection: Selection, stream: BinaryIO) -> int:
    count = 0
    for exported in selected_figures(archive, selection):
        figure = exported.figure
        line = {
            "organization": figure.organization_name,
            "division_code": figure.division_code,
            "division": exported.division,
            "year": figure.year,
            "indicator": figure.indicator,
            "applicant": figure.applicant,
            "value": figure.value,
            "unit": figure.unit,
            "source": figure.source,
            "inferred": figure.inferred,
            "corrected": figure.corrected,
            "template": figure.template,
            "quote": figure.quote,
            "start": figure.start,
            "end": figure.end,
            "page": figure.page,
            "report": figure.report,
            "origin": said_origin(exported.origin, "en"),
        }
        stream.write(harmless_json(json.dumps(line, ensure_ascii=False)).encode("utf-8") + b"\n")
        count += 1
    return count


def _write_xlsx(archive: Archive, selection: Selection, stream: BinaryIO, language: Language) -> int:
    figures_name, sources_name, checks_name, definitions_name = _SHEETS[language]
    with _workbook(stream) as book:
        rows = (
            _worded(_figure_cells(one, language), one.figure, language) for one in selected_figures(archive, selection)
        )
        count = _write_sheet(book, figures_name, _heads(COLUMNS, language), rows)
        entries = archive.reports(organizations=selection.organizations, years=selection.years)
        _write_sheet(book, sources_name, _heads(_REPORT_COLUMNS, language), _report_rows(archive, entries, language))
        _write_sheet(book, checks_name, _heads(_CHECK_COLUMNS, language), _check_rows(archive, entries, language))
        wanted = selection.indicators or tuple(indicators())
        _write_sheet(
            book,
            definitions_name,
            _heads(_INDICATOR_COLUMNS, language),
            (_indicator_cells(indicators()[code]) for code in wanted),
        )
    return count


def _write_sheet(book: Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write one sheet, its first row frozen; how many rows follow the heads."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count >= _XLSX_ROWS:
            raise UsageError(f"XLSX holds {_XLSX_ROWS:,} rows at most: choose fewer figures, or CSV.")
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(count, column, harmless(cell)[:_XLSX_CHARACTERS])
            elif cell is not None:
                sheet.write_number(count, column, cell)
    return count


def _heads(columns: Sequence[tuple[str, str]], language: Language) -> list[str]:
    return [chinese if language == "zh" else english for english, chinese in columns]


def _figure_cells(exported: Exported, language: Language) -> list[Cell]:
    figure = exported.figure
    indicator = indicators()[figure.indicator]
    chinese = language == "zh"
    return [
        figure.organization_name,
        figure.division_code,
        exported.division,
        figure.year,
        figure.indicator,
        indicator.label_zh if chinese else indicator.label_en,
        column_printed(figure.applicant) if chinese else figure.applicant or "total",
        figure.value,
        figure.unit,
        figure.source,
        int(figure.inferred),
        int(figure.corrected),
        figure.template,
        figure.quote,
        figure.page,
        figure.report,
        said_origin(exported.origin, language),
    ]


def _worded(cells: list[Cell], figure: Figure, language: Language) -> list[Cell]:
    """The cells in the words of the language, where a CSV file has codes."""
    words = {
        "source": workbook_words.source(figure.source, language),
        "inferred": workbook_words.flag(figure.inferred, language),
        "corrected": workbook_words.flag(figure.corrected, language),
        "template": workbook_words.form(figure.template, language),
    }
    return [words.get(name, cell) for (name, _), cell in zip(COLUMNS, cells, strict=True)]


def _report_rows(archive: Archive, entries: Iterable[ReportEntry], language: Language) -> Iterator[list[Cell]]:
    for entry in entries:
        file, _, sha256, _ = archive.files([entry.id])[entry.id]
        published = entry.published_on.isoformat() if entry.published_on else None
        yield [
            entry.id,
            entry.organization_name,
            entry.division_code,
            entry.year,
            entry.title,
            workbook_words.form(entry.template, language),
            published,
            file,
            said_origin(entry.origin, language),
            sha256,
        ]


def _check_rows(archive: Archive, entries: Iterable[ReportEntry], language: Language) -> Iterator[list[Cell]]:
    for entry in entries:
        for check in archive.checks(entry.id):
            yield [
                entry.id,
                entry.organization_name,
                entry.year,
                *workbook_words.check(check, language),
                column_printed(check.applicant) if language == "zh" else check.applicant or "total",
                check.left,
                check.right,
                describe_check(check, language),
            ]


def _indicator_cells(indicator: Indicator) -> list[Cell]:
    official = "; ".join(f"{template}: {label}" for template, label in indicator.official_labels)
    return [
        indicator.code,
        indicator.label_zh,
        indicator.label_en,
        indicator.unit,
        " ".join(indicator.templates),
        official,
        indicator.note,
    ]
