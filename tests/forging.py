"""Forged tables: consistent random figures under the printed rows of every form, in the layouts that real pages have."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from core.types import APPLICANTS, Applicant
from tests import official

Key = tuple[str, Applicant | None]
Line = list[str]

COLUMNS: tuple[Applicant | None, ...] = (*APPLICANTS, None)
NOTE = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"
TITLE = "临江县人民政府{year}年政府信息公开工作年度报告\n"


@dataclass(frozen=True, slots=True)
class Forged:
    """A report's tables as lines of cells, and the figures they hold."""

    year: int
    disclosure: list[Line]
    request: list[Line]
    litigation: list[Line]
    values: dict[Key, float]


# The form names no unit for this column; reports add one.
_WITH_UNIT = {"采购总金额": "采购总金额(万元)"}
_YEARS = {"2019": 2020, "2021": 2023}


def request_codes(template: str) -> list[str]:
    """The indicators of the rows of the request table of one form."""
    return [row.indicator for row in official.request(template) if row.indicator]


def forge(
    seed: int, template: str, *, largest: int = 40, folder: Path = official.FOLDER, year: int | None = None
) -> Forged:
    """A consistent report of a form by applicants; most cells are small, as in real ones."""
    rng = random.Random(seed)
    values: dict[Key, float] = {}
    disclosure = _disclosure(rng, official.disclosure(template, folder), values)
    request = _request(rng, official.request(template, folder), values, largest)
    litigation = _litigation(rng, official.litigation(template, folder), values)
    return Forged(year or _YEARS[template], disclosure, request, litigation, values)


def _number(rng: random.Random, largest: int) -> int:
    return rng.choice((0, 0, 0, rng.randint(0, 9), rng.randint(0, largest)))


def _disclosure(rng: random.Random, cells: Sequence[official.Cell], values: dict[Key, float]) -> list[Line]:
    lines: list[Line] = []
    for item, own in groupby(cells, key=lambda cell: cell.item):
        rows = [(label, list(row)) for label, row in groupby(own, key=lambda cell: cell.row)]
        lines += [[item], ["信息内容", *(_WITH_UNIT.get(cell.column, cell.column) for cell in rows[0][1])]]
        for label, row in rows:
            lines.append([label, *(_disclosed(rng, cell.indicator, values) for cell in row)])
    return lines


def _disclosed(rng: random.Random, code: str, values: dict[Key, float]) -> str:
    """A figure of the disclosure table as it is written: signed where it is a change, with cents where it is money."""
    value: float = _number(rng, 3000)
    written = str(value)
    if code.endswith("items_change"):
        value = rng.randint(-9, 9)
        written = f"{value:+d}" if value else "0"
    elif code.endswith("amount"):
        value = round(rng.random() * 900, 2)
        written = f"{value:.2f}"
    values[code, None] = value
    return written


def _request(rng: random.Random, rows: Sequence[official.Row], values: dict[Key, float], largest: int) -> list[Line]:
    codes = [row.indicator for row in rows if row.indicator]
    outcomes = [code for code in codes if ".outcome." in code and code != "requests.outcome.total"]
    for applicant in APPLICANTS:
        for code in outcomes:
            values[code, applicant] = _number(rng, largest) if rng.random() < 0.4 else 0
        total = sum(values[code, applicant] for code in outcomes)
        carried_out = _number(rng, 9)
        carried_in = min(_number(rng, 9), total + carried_out)
        values["requests.outcome.total", applicant] = total
        values["requests.carried_out", applicant] = carried_out
        values["requests.carried_in", applicant] = carried_in
        values["requests.received", applicant] = total + carried_out - carried_in
    for code in codes:
        values[code, None] = sum(values[code, applicant] for applicant in APPLICANTS)
    lines: list[Line] = [[NOTE, "申请人情况"], ["自然人", "法人或其他组织", "总计"]]
    lines.append(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"])
    headings: Line = []
    for row in rows:
        if row.indicator is None:
            headings.append(row.printed)
            continue
        lines.append([*headings, row.printed, *(str(int(values[row.indicator, column])) for column in COLUMNS)])
        headings = []
    return lines


def _litigation(rng: random.Random, cases: Sequence[official.Case], values: dict[Key, float]) -> list[Line]:
    cells: Line = []
    heads: Line = []
    for _, own in groupby(cases, key=lambda case: case.case):
        group = list(own)
        parts = [_number(rng, 12) for _ in group[1:]]
        for case, value in zip(group, [*parts, sum(parts)], strict=True):
            values[case.indicator, None] = value
            cells.append(str(value))
        heads = [case.outcome for case in group]
    return [["行政复议", "行政诉讼"], [*heads, "未经复议直接起诉", "复议后起诉"], heads + heads, cells]


def _joined(forged: Forged, write: Callable[[Sequence[Line]], str]) -> str:
    return (
        TITLE.format(year=forged.year)
        + "一、总体情况\n本单位依法公开信息,数据统计期限为"
        + f"{forged.year}年1月1日至{forged.year}年12月31日。\n二、主动公开政府信息情况\n"
        + write(forged.disclosure)
        + "三、收到和处理政府信息公开申请情况\n"
        + write(forged.request)
        + "四、政府信息公开行政复议、行政诉讼情况\n"
        + write(forged.litigation)
        + "五、存在的主要问题及改进情况\n一是力量不足。\n六、其他需要报告的事项\n没有收取信息处理费。\n"
    )


def pipes(forged: Forged) -> str:
    """`规章 | 0 | 0 | 0`"""
    return _joined(forged, lambda lines: "".join(" | ".join(line) + "\n" for line in lines))


def padded_pipes(forged: Forged) -> str:
    """`规章 | 0 | 0 | 0 | |`"""
    return _joined(forged, lambda lines: "".join(" | ".join(line) + " | " + "|" * 2 + "\n" for line in lines))


def markdown(forged: Forged) -> str:
    """Bars at both ends and a rule under the head."""
    return _joined(
        forged,
        lambda lines: "".join(
            "| " + " | ".join(line) + " |\n" + ("|---|---|\n" if i == 0 else "") for i, line in enumerate(lines)
        ),
    )


def tabs(forged: Forged) -> str:
    """Cells apart by tabs."""
    return _joined(forged, lambda lines: "".join("\t".join(line) + "\n" for line in lines))


def cell_a_line(forged: Forged) -> str:
    """Each cell on its own line, a blank line between."""
    return _joined(forged, lambda lines: "".join("".join(cell + "\n\n" for cell in line) for line in lines))


def cell_and_bar_a_line(forged: Forged) -> str:
    """`规章 |⏎0 |⏎0 |⏎||⏎`"""
    return _joined(forged, lambda lines: "".join("".join(f"{cell} |\n" for cell in line) + "||\n" for line in lines))


def bar_alone(forged: Forged) -> str:
    """A bar alone opens each row, cells follow one a line."""
    return _joined(forged, lambda lines: "".join("|\n" + " |\n".join(line) + " | \n" for line in lines))


def glued(forged: Forged) -> str:
    """Nothing between the cells."""
    return _joined(forged, lambda lines: "".join("".join(line) for line in lines))


def glued_rows(forged: Forged) -> str:
    """Nothing between the cells of a row, rows on lines."""
    return _joined(forged, lambda lines: "".join("".join(line) + "\n" for line in lines))


def blanks(forged: Forged) -> str:
    """Cells apart by single blanks, rows on lines."""
    return _joined(forged, lambda lines: "".join(" ".join(line) + "\n" for line in lines))


def broken_labels(forged: Forged) -> str:
    """Pipes, with long labels broken over lines."""

    def write(lines: Sequence[Line]) -> str:
        return "".join(" | ".join([_broken(line[0]), *line[1:]]) + " |\n" for line in lines)

    return _joined(forged, write)


def _broken(label: str) -> str:
    return label[:6] + "\n" + label[6:] if len(label) > 8 else label


def html(forged: Forged) -> str:
    """Real tables with the official spans left out, as the body of a page."""

    def write(lines: Sequence[Line]) -> str:
        rows = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in line) + "</tr>" for line in lines)
        return f"<table border='1'>{rows}</table>"

    body = _joined(forged, write)
    return "<html><head><meta charset='utf-8'></head><body>" + body.replace("\n", "<br/>") + "</body></html>"


APPLICANT_NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULT_NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
GROUP_NAMES = ("行政复议", "行政诉讼(未经复议直接起诉)", "行政诉讼(复议后起诉)")


def _named_cell(name: str, cell: str, style: str) -> str:
    if style == "group":
        group = "法人或其他组织:" if name == "商业企业" else ""
        return f"{group}{name}{cell}件,"
    return {
        "commas": f"{name}{cell}件,",
        "semicolons": f"{name}:{cell};",
        "blanks": f" {name} {cell}件",
        "lines": f"\n- {name}:{cell}件",
        "bars": f" | {name}{cell}",
        "total_first": f"{name}{cell}件、",
    }[style]


def _named_line(label: str, names: Sequence[str], cells: Sequence[str], style: str) -> str:
    named_cells = [_named_cell(name, cell, style) for name, cell in zip(names, cells, strict=True)]
    if style == "total_first" and names == APPLICANT_NAMES:
        return f"{label}:{cells[-1]}件,其中" + "".join(named_cells[:-1]).rstrip("、") + "。\n"
    return f"{label}:" + "".join(named_cells).rstrip(",;、") + "。\n"


def named_row(label: str, cells: Sequence[str]) -> str:
    """A row of the request table with the columns named behind its label."""
    return _named_line(label, APPLICANT_NAMES, cells, "semicolons")


NAMED_STYLES = ("commas", "semicolons", "blanks", "lines", "bars", "group", "total_first")


def named(forged: Forged, style: str) -> str:
    """Each row written out, its cells with the names of their columns."""
    text = TITLE.format(year=forged.year) + "一、总体情况\n依法公开信息。\n二、主动公开政府信息情况\n"
    head: Line = []
    for line in forged.disclosure:
        if line[0] == "信息内容":
            head = line[1:]
        elif len(line) > 1:
            text += _named_line(line[0], head, line[1:], "semicolons")
    text += "三、收到和处理政府信息公开申请情况\n"
    for line in forged.request[3:]:
        text += _named_line("　".join(line[:-7]), APPLICANT_NAMES, line[-7:], style)
    text += "四、政府信息公开行政复议、行政诉讼情况\n"
    cells = forged.litigation[-1]
    for i, group in enumerate(GROUP_NAMES):
        text += _named_line(
            group, RESULT_NAMES, cells[i * 5 : i * 5 + 5], "commas" if style == "total_first" else style
        )
    return text + "五、存在的主要问题及改进情况\n一是力量不足。\n"


def turned_litigation(forged: Forged, by: str) -> Forged:
    """The review and litigation table with a row for each kind of case, or for each outcome."""
    cells = forged.litigation[-1]
    rows = [cells[at : at + 5] for at in (0, 5, 10)]
    if by == "group":
        lines = [["类别", *RESULT_NAMES], *([name, *row] for name, row in zip(GROUP_NAMES, rows, strict=True))]
    elif by == "split_group":
        lines = [
            ["案件类型", *RESULT_NAMES],
            ["行政复议", *rows[0]],
            ["行政诉讼", "未经复议直接起诉", *rows[1]],
            ["复议后起诉", *rows[2]],
        ]
    elif by == "total_first":
        lines = [["类别", "总计", *RESULT_NAMES[:4]]]
        lines += [[name, row[4], *row[:4]] for name, row in zip(GROUP_NAMES, rows, strict=True)]
    else:
        columns = zip(RESULT_NAMES, *rows, strict=True)
        lines = [["审理结果", *GROUP_NAMES], *(list(column) for column in columns)]
    return replace(forged, litigation=lines)


def with_remarks(forged: Forged, seed: int) -> Forged:
    """Cells with counters and bracketed remarks."""
    rng = random.Random(seed)
    remarks = ("件", "", "", "件(含网络7件)", "件(2023年12月收)", "(注2)", "(无异议)", "件(其中涉及机构3家、人员12人)")
    request = forged.request[:3] + [
        [*line[:-7], *(cell + rng.choice(remarks) for cell in line[-7:])] for line in forged.request[3:]
    ]
    cells = [cell + rng.choice(remarks) for cell in forged.litigation[-1]]
    return replace(forged, request=request, litigation=[*forged.litigation[:-1], cells])


def statistics(seed: int) -> tuple[list[Line], dict[Key, float]]:
    """The form of 2014: lines of label, unit and figure; headings have dashes for both."""
    rng = random.Random(seed)
    values: dict[Key, float] = {}
    lines: list[Line] = [["统计指标", "单位", "统计数"]]
    for row in official.statistics():
        if row.indicator is None:
            lines.append([row.printed, "——", "——"])
            continue
        value: float = _number(rng, 30_000)
        if row.unit == "万元" and value:
            value = round(value / 100, 2)
        values[row.indicator, None] = value
        lines.append([row.printed, row.unit, f"{value:g}" if value < 1e6 else str(value)])
    return lines, values


def statistics_page(lines: Sequence[Line], layout: str) -> str:
    """A page with the table of 2014 in one of the layouts."""
    write: dict[str, Callable[[Line], str]] = {
        "pipes": lambda line: " | ".join(line) + "\n",
        "padded_pipes": lambda line: " | ".join(line) + " | |\n",
        "markdown": lambda line: "| " + " | ".join(line) + " |\n",
        "tabs": lambda line: "\t".join(line) + "\n",
        "cell_a_line": lambda line: "".join(f"{cell}\n\n" for cell in line),
        "lost_units": lambda line: "".join(f"{cell}\n\n" for cell in line if cell not in "条件次篇个人"),
        "bar_alone": lambda line: "|\n" + " |\n".join(line) + " |\n",
        "blanks": lambda line: " ".join(line) + "\n",
        "glued": lambda line: "".join(line),
    }
    body = "".join(write[layout](line) for line in lines)
    return (
        TITLE.format(year=2016)
        + "政府信息公开情况统计表\n(2016年度)\n填报单位:临江县人民政府\n"
        + body
        + "\n【打印】【关闭】\n0\n"
    )


def statistics_list(lines: Sequence[Line], style: str) -> str:
    """The form of 2014 written out as label:value, one or several in a line."""
    write: dict[str, Callable[[str, str, str], str]] = {
        "one_a_line": lambda label, unit, cell: f"{label}:{cell}{unit}\n",
        "semicolons": lambda label, unit, cell: f"{label}:{cell}{unit if unit == '万元' else ''}; ",
        "blanks": lambda label, unit, cell: f"{label}:{cell}{unit}   ",
        "commas": lambda label, unit, cell: f"{label}:{cell}{unit},",
        "short_names": lambda label, unit, cell: f"{_SHORT_NAMES.get(label, label)}:{cell}{unit};",
    }
    text = TITLE.format(year=2016) + "第一部分 工作情况\n我委认真做好公开工作。\n第二部分 统计数据\n"
    for label, unit, cell in lines[1:]:
        text += f"\n{label}\n" if cell == "——" else write[style](label, unit, cell)
    return text + "\n临江县农业委员会\n2017年1月22日\n"


_SHORT_NAMES = {
    "1.政府公报公开政府信息数": "政府公报",
    "2.政府网站公开政府信息数": "政府网站",
    "3.政务微博公开政府信息数": "政务微博",
    "其中：主要负责同志参加新闻发布会次数": "其中:主要负责同志参加",
    "其中：主要负责同志参加政府网站在线访谈次数": "其中主要负责同志参加",
    "1.当面申请数": "当面",
    "2.传真申请数": "传真",
    "3.网络申请数": "网络申请",
    "4.信函申请数": "信函",
    "1.按时办结数": "按时办结",
    "2.延期办结数": "延期办结",
    "1.专职人员数（不包括政府公报及政府网站工作人员数）": "专职",
    "2.兼职人员数": "兼职",
}


def statistics_by_body(seed: int, heads: Sequence[str], spanning: bool) -> tuple[list[Line], dict[Key, float]]:
    """The form of 2014 with columns of figures of single bodies beside their sum, which 合计 or 全县 names, if any.

    `spanning`: one head stands over the columns.
    """
    rng = random.Random(seed)
    lines, values = statistics(seed)
    wide: list[Line] = [["统计指标", "单位", *heads]]
    if spanning:
        wide = [["指标", "单位", "统计数"], list(heads)]
    for label, unit, cell in lines[1:]:
        if cell == "——":
            wide.append([label, unit, *["——"] * len(heads)])
            continue
        first = round(rng.random() * float(cell), 2) if "." in cell else rng.randint(0, int(cell))
        rest = round(float(cell) - first, 2)
        parts = iter((f"{first:g}" if isinstance(first, float) else str(first), f"{rest:.12g}", "0"))
        wide.append([label, unit, *(cell if head in ("合计", "全县") else next(parts) for head in heads)])
    return wide, values


LIST_STYLES = ("one_a_line", "semicolons", "blanks", "commas", "short_names")


STATISTICS_LAYOUTS = (
    "pipes",
    "padded_pipes",
    "markdown",
    "tabs",
    "cell_a_line",
    "lost_units",
    "bar_alone",
    "blanks",
    "glued",
)

LAYOUTS: dict[str, Callable[[Forged], str]] = {
    function.__name__: function
    for function in (
        pipes,
        padded_pipes,
        markdown,
        tabs,
        cell_a_line,
        cell_and_bar_a_line,
        bar_alone,
        blanks,
        broken_labels,
        html,
    )
}
