"""The tables that programs for analysis get: typed, with units, evidence and origin, row by row from the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from core.forms.indicators import Indicator, indicators
from core.telling.findings import describe_check
from core.telling.origins import said_origin
from core.types import Check, Organization, ReportEntry
from store.archive import Archive
from store.export import Exported, Selection, selected_figures

Kind = Literal["text", "integer", "number", "boolean", "date"]
Value = str | int | float | bool | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, of what kind its values are, and what they say in each language."""

    name: str
    kind: Kind
    title_zh: str
    title_en: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its key, to which other tables columns of it lead, and its rows."""

    name: str
    title_zh: str
    title_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    leads_to: Mapping[str, str]
    """By column the table whose key it holds."""
    rows: Callable[[Archive, Selection], Iterator[Row]]


def _columns(*told: tuple[str, Kind, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*one) for one in told)


def figure_row(one: Exported) -> Row:
    """A figure as a row of `figures`."""
    figure = one.figure
    indicator = indicators()[figure.indicator]
    return (
        figure.report,
        figure.organization,
        figure.organization_name,
        figure.division_code,
        one.division,
        figure.year,
        figure.indicator,
        indicator.label_zh,
        figure.applicant or "total",
        figure.value,
        figure.unit,
        figure.source,
        figure.inferred,
        figure.corrected,
        figure.template,
        figure.quote,
        figure.start,
        figure.end,
        figure.page,
        said_origin(one.origin, "en"),
    )


def _figures(archive: Archive, selection: Selection) -> Iterator[Row]:
    return map(figure_row, selected_figures(archive, selection))


def _reports(archive: Archive, selection: Selection) -> Iterator[Row]:
    for body in archive.each_organization(selection.organizations):
        entries = archive.reports(organizations=[body.id], years=selection.years)
        files = archive.files([entry.id for entry in entries])
        for entry in entries:
            yield _report(entry, *files[entry.id])


def _report(entry: ReportEntry, file: str, form: str, sha256: str, received_at: str) -> Row:
    published = entry.published_on.isoformat() if entry.published_on else None
    told = (entry.id, entry.organization, entry.organization_name, entry.division_code, entry.year, entry.title)
    return (
        *told,
        entry.template,
        published,
        entry.versions,
        file,
        form,
        sha256,
        received_at,
        said_origin(entry.origin, "en"),
    )


def _checks(archive: Archive, selection: Selection) -> Iterator[Row]:
    for body in archive.each_organization(selection.organizations):
        for entry in archive.reports(organizations=[body.id], years=selection.years):
            for number, check in enumerate(archive.checks(entry.id), 1):
                yield _check(entry, number, check)


def _check(entry: ReportEntry, number: int, check: Check) -> Row:
    return (
        entry.id,
        number,
        entry.organization,
        entry.year,
        check.rule,
        check.level,
        check.status,
        check.applicant or "total",
        check.left,
        check.right,
        describe_check(check, "zh"),
        describe_check(check, "en"),
    )


def _bodies(archive: Archive, selection: Selection) -> Iterator[Row]:
    for body in archive.each_organization(selection.organizations):
        years = [entry.year for entry in archive.reports(organizations=[body.id], years=selection.years)]
        if years:
            yield _body(body, years)


def _body(body: Organization, years: list[int]) -> Row:
    return body.id, body.name, body.division_code, body.division, len(years), min(years), max(years)


def _indicators(_: Archive, selection: Selection) -> Iterator[Row]:
    for code in selection.indicators or tuple(indicators()):
        yield _indicator(indicators()[code])


def _indicator(one: Indicator) -> Row:
    return one.code, one.label_zh, one.label_en, one.unit, " ".join(one.templates), one.note


_REPORT: tuple[str, Kind, str, str] = ("report", "integer", "报告编号", "number of the report")
_BODY: tuple[str, Kind, str, str] = ("organization_id", "integer", "机关编号", "number of the body")
_YEAR: tuple[str, Kind, str, str] = ("year", "integer", "年度", "report year")
_ORIGIN: tuple[str, Kind, str, str] = ("origin", "text", "网址", "address it came from; `file` where it came as a file")

FIGURES = Table(
    "figures",
    "数据",
    "Figures",
    _columns(
        _REPORT,
        _BODY,
        ("organization", "text", "机关", "the body"),
        ("division_code", "text", "区划代码", "code of the division it belongs to"),
        ("division", "text", "区划", "full name of that division"),
        _YEAR,
        ("indicator", "text", "指标代码", "code of the figure"),
        ("label", "text", "指标", "official label"),
        ("applicant", "text", "申请人", "column by kind of applicant; `total` for the figure itself"),
        ("value", "number", "数值", "number in `unit`"),
        ("unit", "text", "单位", "unit"),
        ("source", "text", "来源", "`table` or `narrative`"),
        ("inferred", "boolean", "推定", "whether cells were lost and it was worked out"),
        ("corrected", "boolean", "更正", "whether a person set it right"),
        ("template", "text", "表式", "form of the report"),
        ("quote", "text", "原文", "the words it was read from"),
        ("start", "integer", "起", "where they begin in the text of the report"),
        ("end", "integer", "止", "where they end"),
        ("page", "integer", "页", "page of the file, where it has pages"),
        _ORIGIN,
    ),
    ("report", "indicator", "applicant"),
    {"report": "reports", "organization_id": "bodies", "indicator": "indicators"},
    _figures,
)
TABLES = (
    FIGURES,
    Table(
        "checks",
        "核对",
        "Checks",
        _columns(
            _REPORT,
            ("number", "integer", "序号", "number of the check in its report"),
            _BODY,
            _YEAR,
            ("rule", "text", "规则", "code of the rule"),
            ("level", "text", "级别", "how binding the rule is"),
            ("status", "text", "结果", "`pass` or `fail`, or why it could not be worked out"),
            ("applicant", "text", "申请人", "column; `total` for the figures themselves"),
            ("left", "number", "左边", "one side"),
            ("right", "number", "右边", "the other side"),
            ("message_zh", "text", "说明", "what was found, in Chinese"),
            ("message_en", "text", "英文说明", "what was found, in English"),
        ),
        ("report", "number"),
        {"report": "reports", "organization_id": "bodies"},
        _checks,
    ),
    Table(
        "reports",
        "报告",
        "Reports",
        _columns(
            _REPORT,
            _BODY,
            ("organization", "text", "机关", "the body"),
            ("division_code", "text", "区划代码", "code of the division it belongs to"),
            _YEAR,
            ("title", "text", "题名", "title"),
            ("template", "text", "表式", "form"),
            ("published_on", "date", "公布日期", "day it came out"),
            ("versions", "integer", "版本数", "how many versions of it are stored"),
            ("file", "text", "文件", "name of the file"),
            ("format", "text", "格式", "format of the file"),
            ("sha256", "text", "SHA-256", "SHA-256 of the file"),
            ("received_at", "text", "收到时间", "when the file was stored, in UTC"),
            _ORIGIN,
        ),
        ("report",),
        {"organization_id": "bodies"},
        _reports,
    ),
    Table(
        "bodies",
        "机关",
        "Bodies",
        _columns(
            _BODY,
            ("organization", "text", "机关", "the body"),
            ("division_code", "text", "区划代码", "code of the division it belongs to"),
            ("division", "text", "区划", "full name of that division"),
            ("reports", "integer", "报告数", "how many of its reports answer"),
            ("first_year", "integer", "最早年度", "first report year"),
            ("last_year", "integer", "最晚年度", "last report year"),
        ),
        ("organization_id",),
        {},
        _bodies,
    ),
    Table(
        "indicators",
        "指标",
        "Indicators",
        _columns(
            ("indicator", "text", "指标代码", "code"),
            ("label_zh", "text", "指标", "label in Chinese"),
            ("label_en", "text", "英文", "label in English"),
            ("unit", "text", "单位", "unit"),
            ("templates", "text", "表式", "forms that have it, apart by blanks"),
            ("note", "text", "说明", "what must be known of it"),
        ),
        ("indicator",),
        {},
        _indicators,
    ),
)
"""All of them; a table leads only to others of these."""
