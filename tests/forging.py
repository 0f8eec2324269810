"""Forged tables: consistent random figures of every form, written in the layouts that real pages have."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.forms.form import DISCLOSURE_ROWS, LITIGATION_COLUMNS, FormRow, form
from core.forms.indicators import indicators
from core.types import APPLICANTS, Applicant

Key = tuple[str, Applicant | None]
Line = list[str]

COLUMNS: tuple[Applicant | None, ...] = (*APPLICANTS, None)
_SECTIONS = {"规章": "一", "行政许可": "五", "行政处罚": "六", "行政事业性收费": "八", "政府集中采购": "九"}
_HEADS = {
    "2019": {
        "规章": ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
        "行政许可": ["上一年项目数量", "本年增/减", "处理决定数量"],
        "行政处罚": ["上一年项目数量", "本年增/减", "处理决定数量"],
        "行政事业性收费": ["上一年项目数量", "本年增/减"],
        "政府集中采购": ["采购项目数量", "采购总金额(万元)"],
    },
    "2021": {
        "规章": ["本年制发件数", "本年废止件数", "现行有效件数"],
        "行政许可": ["本年处理决定数量"],
        "行政处罚": ["本年处理决定数量"],
        "行政事业性收费": ["本年收费金额(单位:万元)"],
    },
}
_GROUPS = {
    "requests.outcome.denied.state_secret": "(三)不予公开",
    "requests.outcome.unavailable.not_held": "(四)无法提供",
    "requests.outcome.not_processed.petition": "(五)不予处理",
    "requests.outcome.other.not_corrected": "(六)其他处理",
}
_PRINTED = {
    "requests.received": "一、本年新收政府信息公开申请数量",
    "requests.carried_in": "二、上年结转政府信息公开申请数量",
    "requests.outcome.granted": "(一)予以公开",
    "requests.outcome.partial": "(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
    "requests.outcome.denied.security_stability": "3.危及“三安全一稳定”",
    "requests.outcome.other": "(六)其他处理",
    "requests.outcome.total": "(七)总计",
    "requests.carried_out": "四、结转下年度继续办理",
}
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


def request_rows(template: str) -> list[FormRow]:
    """The valued rows of the request table of one form."""
    has_items = template == "2021"
    rows = []
    for row in form("request"):
        code = row.indicator
        if not code or (code == "requests.outcome.other" and has_items):
            continue
        if code.startswith("requests.outcome.other.") and not has_items:
            continue
        rows.append(row)
    return rows


def forge(seed: int, template: str, *, largest: int = 40) -> Forged:
    """A consistent report of the form of 2019 or 2021; most cells are small, as in real ones."""
    rng = random.Random(seed)
    values: dict[Key, float] = {}
    disclosure = _disclosure(rng, template, values)
    request = _request(rng, template, values, largest)
    litigation = _litigation(rng, values)
    return Forged(2020 if template == "2019" else 2023, disclosure, request, litigation, values)


def _number(rng: random.Random, largest: int) -> int:
    return rng.choice((0, 0, 0, rng.randint(0, 9), rng.randint(0, largest)))


def _disclosure(rng: random.Random, template: str, values: dict[Key, float]) -> list[Line]:
    lines: list[Line] = []
    head: list[str] = []
    for row in DISCLOSURE_ROWS:
        codes = row.columns[template]
        if not codes:
            continue
        if row.label in _HEADS[template]:
            head = _HEADS[template][row.label]
            lines += [[f"第二十条第({_SECTIONS[row.label]})项"], ["信息内容", *head]]
        cells: Line = [row.label if template == "2021" else _old(row.label)]
        for code in codes:
            value: float = _number(rng, 3000)
            written = str(value)
            if code.endswith("items_change"):
                value = rng.randint(-9, 9)
                written = f"{value:+d}" if value else "0"
            elif code.endswith("amount"):
                value = round(rng.random() * 900, 2)
                written = f"{value:.2f}"
            values[code, None] = value
            cells.append(written)
        lines.append(cells)
    return lines


def _old(label: str) -> str:
    return "规范性文件" if label == "行政规范性文件" else label


def _request(rng: random.Random, template: str, values: dict[Key, float], largest: int) -> list[Line]:
    rows = request_rows(template)
    outcomes = [row.indicator or "" for row in rows if ".outcome." in (row.indicator or "") and row.label != "总计"]
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
    for row in rows:
        code = row.indicator or ""
        values[code, None] = sum(values[code, applicant] for applicant in APPLICANTS)
    lines: list[Line] = [[NOTE, "申请人情况"], ["自然人", "法人或其他组织", "总计"]]
    lines.append(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"])
    for row in rows:
        code = row.indicator or ""
        label = _PRINTED.get(code) or (f"{row.number}." if row.number else "") + row.label
        line: Line = ["三、本年度办理结果"] if code == "requests.outcome.granted" else []
        if code in _GROUPS and not (code.endswith("not_corrected") and template == "2019"):
            line.append(_GROUPS[code])
        lines.append([*line, label, *(str(int(values[code, column])) for column in COLUMNS)])
    return lines


def _litigation(rng: random.Random, values: dict[Key, float]) -> list[Line]:
    cells: Line = []
    for group in range(3):
        codes = LITIGATION_COLUMNS[group * 5 : group * 5 + 5]
        parts = [_number(rng, 12) for _ in range(4)]
        for code, value in zip(codes, [*parts, sum(parts)], strict=True):
            values[code, None] = value
            cells.append(str(value))
    five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    return [["行政复议", "行政诉讼"], [*five, "未经复议直接起诉", "复议后起诉"], five + five, cells]


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
    for row in form("statistics"):
        label = (f"{row.number}." if row.number else "") + row.label
        if row.indicator is None:
            lines.append([label, "——", "——"])
            continue
        unit = indicators()[row.indicator].unit
        value: float = _number(rng, 30_000)
        if unit == "万元" and value:
            value = round(value / 100, 2)
        values[row.indicator, None] = value
        lines.append([label, unit, f"{value:g}" if value < 1e6 else str(value)])
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
    "主要负责同志参加新闻发布会次数": "其中:主要负责同志参加",
    "主要负责同志参加政府网站在线访谈次数": "其中主要负责同志参加",
    "1.当面申请数": "当面",
    "2.传真申请数": "传真",
    "3.网络申请数": "网络申请",
    "4.信函申请数": "信函",
    "1.按时办结数": "按时办结",
    "2.延期办结数": "延期办结",
    "1.专职人员数": "专职",
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
