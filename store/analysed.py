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


def _figure(one: Exported) -> Row:
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
    return map(_figure, selected_figures(archive, selection))


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


_REPORT = Column("report", "integer", "报告编号", "number of the report")
_BODY = Column("organization_id", "integer", "机关编号", "number of the body")
_NAME = Column("organization", "text", "机关", "the body")
_DIVISION_CODE = Column("division_code", "text", "区划代码", "code of the division it belongs to")
_DIVISION = Column("division", "text", "区划", "full name of that division")
_YEAR = Column("year", "integer", "年度", "report year")
_ORIGIN = Column("origin", "text", "网址", "address it came from; `file` where it came as a file")

FIGURES = Table(
    "figures",
    "数据",
    "Figures",
    (
        _REPORT,
        _BODY,
        _NAME,
        _DIVISION_CODE,
        _DIVISION,
        _YEAR,
        Column("indicator", "text", "指标代码", "code of the figure"),
        Column("label", "text", "指标", "official label"),
        Column("applicant", "text", "申请人", "column by kind of applicant; `total` for the figure itself"),
        Column("value", "number", "数值", "number in `unit`"),
        Column("unit", "text", "单位", "unit"),
        Column("source", "text", "来源", "`table` or `narrative`"),
        Column("inferred", "boolean", "推定", "whether cells were lost and it was worked out"),
        Column("corrected", "boolean", "更正", "whether a person set it right"),
        Column("template", "text", "表式", "form of the report"),
        Column("quote", "text", "原文", "the words it was read from"),
        Column("start", "integer", "起", "where they begin in the text of the report"),
        Column("end", "integer", "止", "where they end"),
        Column("page", "integer", "页", "page of the file, where it has pages"),
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
        (
            _REPORT,
            Column("number", "integer", "序号", "number of the check in its report"),
            _BODY,
            _YEAR,
            Column("rule", "text", "规则", "code of the rule"),
            Column("level", "text", "级别", "how binding the rule is"),
            Column("status", "text", "结果", "`pass` or `fail`, or why it could not be worked out"),
            Column("applicant", "text", "申请人", "column; `total` for the figures themselves"),
            Column("left", "number", "左边", "one side"),
            Column("right", "number", "右边", "the other side"),
            Column("message_zh", "text", "说明", "what was found, in Chinese"),
            Column("message_en", "text", "英文说明", "what was found, in English"),
        ),
        ("report", "number"),
        {"report": "reports", "organization_id": "bodies"},
        _checks,
    ),
    Table(
        "reports",
        "报告",
        "Reports",
        (
            _REPORT,
            _BODY,
            _NAME,
            _DIVISION_CODE,
            _YEAR,
            Column("title", "text", "题名", "title"),
            Column("template", "text", "表式", "form"),
            Column("published_on", "date", "公布日期", "day it came out"),
            Column("versions", "integer", "版本数", "how many versions of it are stored"),
            Column("file", "text", "文件", "name of the file"),
            Column("format", "text", "格式", "format of the file"),
            Column("sha256", "text", "SHA-256", "SHA-256 of the file"),
            Column("received_at", "text", "收到时间", "when the file was stored, in UTC"),
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
        (
            _BODY,
            _NAME,
            _DIVISION_CODE,
            _DIVISION,
            Column("reports", "integer", "报告数", "how many of its reports answer"),
            Column("first_year", "integer", "最早年度", "first report year"),
            Column("last_year", "integer", "最晚年度", "last report year"),
        ),
        ("organization_id",),
        {},
        _bodies,
    ),
    Table(
        "indicators",
        "指标",
        "Indicators",
        (
            Column("indicator", "text", "指标代码", "code"),
            Column("label_zh", "text", "指标", "label in Chinese"),
            Column("label_en", "text", "英文", "label in English"),
            Column("unit", "text", "单位", "unit"),
            Column("templates", "text", "表式", "forms that have it, apart by blanks"),
            Column("note", "text", "说明", "what must be known of it"),
        ),
        ("indicator",),
        {},
        _indicators,
    ),
)
"""All of them; a table leads only to others of these."""
