"""Forged tables come back exactly: every recoverable cell, and never a wrong one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document import read
from core.reading.tables.reader import Tables, read_tables
from core.text.clean import clean
from tests import forging, official
from tests.forging import Forged, Key

SEEDS = range(6)
TEMPLATES = ("2019", "2021")


def read_back(text: str) -> Tables:
    document = read(text.encode())
    tables = read_tables(document, clean(document.text))
    assert all(document.text[fact.start : fact.end] == fact.quote for fact in tables.facts)
    return tables


def figures(tables: Tables) -> dict[Key, float]:
    return {(fact.indicator, fact.applicant): fact.value for fact in tables.facts}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("layout", forging.LAYOUTS)
def test_a_whole_form_comes_back_from_every_layout(layout: str, template: str) -> None:
    for seed in SEEDS:
        forged = forging.forge(seed, template)
        tables = read_back(forging.LAYOUTS[layout](forged))
        assert tables.template == template
        assert figures(tables) == pytest.approx(forged.values)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6), st.sampled_from(TEMPLATES), st.sampled_from(sorted(forging.LAYOUTS)), st.integers(1, 20_000)
)
def test_any_consistent_form_comes_back(seed: int, template: str, layout: str, largest: int) -> None:
    forged = forging.forge(seed, template, largest=largest)
    assert figures(read_back(forging.LAYOUTS[layout](forged))) == pytest.approx(forged.values)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("write", [forging.glued, forging.glued_rows])
def test_glued_cells_come_back_where_the_equalities_leave_one_reading(
    write: Callable[[Forged], str], template: str
) -> None:
    wanted = found = 0
    for seed in range(12):
        forged = forging.forge(seed, template)
        tables = read_back(write(forged))
        read = figures(tables)
        assert read.items() <= {key: pytest.approx(value) for key, value in forged.values.items()}.items()
        wanted += len(forged.values)
        found += len(read)
        assert any(issue.code == "ambiguous_columns" for issue in tables.issues)
    assert found / wanted > 0.9


@pytest.mark.parametrize("layout", forging.STATISTICS_LAYOUTS)
def test_the_form_of_2014_comes_back_from_every_layout(layout: str) -> None:
    for seed in SEEDS:
        lines, values = forging.statistics(seed)
        tables = read_back(forging.statistics_page(lines, layout))
        assert tables.template == "2014"
        assert figures(tables) == pytest.approx(values)


@pytest.mark.parametrize("layout", ["pipes", "tabs", "cell_a_line", "markdown"])
def test_an_index_column_and_local_rows_of_the_form_of_2014(layout: str) -> None:
    lines, values = forging.statistics(2)
    lines.insert(5, ["主动公开机构领导、机构设置及人事信息", "条", "31"])
    numbered = [["序号", *lines[0]], *([str(i), *line] for i, line in enumerate(lines[1:], start=1))]
    assert figures(read_back(forging.statistics_page(numbered, layout))) == pytest.approx(values)


@pytest.mark.parametrize("layout", ["pipes", "tabs", "cell_a_line", "markdown"])
def test_rows_of_the_form_of_2014_may_stand_out_of_their_order(layout: str) -> None:
    lines, values = forging.statistics(2)
    documents = [line for line in lines if "规范性文件" in line[0]]
    others = [line for line in lines if line not in documents]
    at = next(i for i, line in enumerate(others) if "依申请公开情况" in line[0])
    moved = [*others[:at], *reversed(documents), *others[at:]]
    assert len(documents) == 2 and moved != lines
    assert figures(read_back(forging.statistics_page(moved, layout))) == pytest.approx(values)


@pytest.mark.parametrize("layout", ["pipes", "tabs", "cell_a_line"])
@pytest.mark.parametrize(
    ("heads", "readable"),
    [(["合计", "区直单位", "乡镇街道"], True), (["区政府统计数", "区直单位统计数", "乡镇街道统计数"], False)],
)
def test_of_several_value_columns_only_a_total_is_read(layout: str, heads: list[str], readable: bool) -> None:
    lines, values = forging.statistics(4)
    wide = [[*lines[0][:2], *heads], *([*line, "3" if line[2] != "——" else "——", "1"] for line in lines[1:])]
    tables = read_back(forging.statistics_page(wide, layout))
    assert figures(tables) == (pytest.approx(values) if readable else {})
    assert readable or [issue.code for issue in tables.issues] == ["ambiguous_columns"]


@pytest.mark.parametrize("layout", [*sorted({*forging.LAYOUTS} - {"html"}), "glued"])
def test_a_page_cut_off_anywhere_never_gives_half_a_number(layout: str) -> None:
    write = forging.LAYOUTS.get(layout, forging.glued)
    for seed in range(8):
        for template in TEMPLATES:
            forged = forging.forge(seed, template, largest=400)
            page = write(forged)
            page = page[: random.Random(seed).randint(300, len(page))]
            for key, value in figures(read_back(page)).items():
                assert value == pytest.approx(forged.values[key])


@pytest.mark.parametrize("layout", ["pipes", "padded_pipes", "markdown", "tabs", "html", "broken_labels"])
def test_empty_cells_that_are_written_keep_their_places(layout: str) -> None:
    for seed in SEEDS:
        for template in TEMPLATES:
            forged, values = without_zeros(forging.forge(seed, template), random.Random(seed))
            read = figures(read_back(forging.LAYOUTS[layout](forged)))
            assert read.items() <= {key: pytest.approx(value) for key, value in values.items()}.items()
            assert len(read) > 0.85 * len(values)


@pytest.mark.parametrize("layout", ["cell_a_line", "blanks"])
def test_lost_cells_never_give_a_wrong_figure(layout: str) -> None:
    for seed in SEEDS:
        whole = forging.forge(seed, "2021")
        forged, _ = without_zeros(whole, random.Random(seed))
        for key, value in figures(read_back(forging.LAYOUTS[layout](forged))).items():
            assert value == pytest.approx(whole.values[key])


@pytest.mark.parametrize("layout", ["pipes", "padded_pipes", "markdown", "cell_a_line", "cell_and_bar_a_line", "tabs"])
def test_one_value_for_seven_columns_is_the_total(layout: str) -> None:
    forged = forging.forge(3, "2021")
    request = forged.request[:3] + [[*line[:-7], line[-1], "", "", ""] for line in forged.request[3:]]
    page = forging.LAYOUTS[layout](Forged(forged.year, forged.disclosure, request, [], forged.values))
    tables = read_back(page)
    rows = [fact for fact in tables.facts if fact.indicator.startswith("requests.")]
    assert len(rows) == 25
    assert all(fact.applicant is None and fact.inferred for fact in rows)
    assert all(fact.value == forged.values[fact.indicator, None] for fact in rows)


def test_full_width_digits_and_separators() -> None:
    forged = forging.forge(5, "2021", largest=9000)
    wide = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
    assert figures(read_back(forging.pipes(forged).translate(wide))) == pytest.approx(forged.values)


def test_split_digits_are_joined_where_the_sum_proves_it() -> None:
    page = (
        forging.TITLE.format(year=2022)
        + f"{forging.NOTE}申请人情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
        + "一、本年新收政府信息公开申请数量 1 2 3 0 0 0 0 15\n"
        + "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n"
        + "四、结转下年度继续办理 0 0 0 0 0 0 0\n五、存在的主要问题\n"
    )
    read = figures(read_back(page))
    assert read["requests.received", "natural_person"] == 12
    assert read["requests.received", "business"] == 3
    assert read["requests.received", None] == 15


def test_local_rows_are_left_out_and_divided_rows_are_no_indicator() -> None:
    page = (
        "第二十条第(五)项 |\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n行政许可 | 4 | -1 | 20 |\n"
        "其他对外管理服务事项 | 行政检查 | 3 | 0 | 17 |\n行政确认 | 1 | +1 | 4 |\n其他主动公开文件 | 9 | 9 | 9 |\n"
    )
    tables = read_back(page)
    assert figures(tables) == {
        ("licensing.items_previous", None): 4,
        ("licensing.items_change", None): -1,
        ("licensing.decisions", None): 20,
    }
    assert [issue.code for issue in tables.issues] == ["ambiguous_columns"]


@pytest.mark.parametrize(
    ("head", "cell", "amount"),
    [
        ("采购总金额", "251000元", 25.1),
        ("采购总金额(元)", "1,256,000.00", 125.6),
        ("采购总金额(万元)", "477.35", 477.35),
        ("采购总金额", "1.2亿元", 12_000),
        ("采购总金额", "0", 0),
        ("采购总金额", "8040", None),
    ],
)
def test_amounts_are_stored_in_ten_thousands(head: str, cell: str, amount: float | None) -> None:
    page = f"第二十条第(九)项 |\n信息内容 | 采购项目数量 | {head} |\n政府集中采购 | 6 | {cell} |\n三、收到和处理\n"
    assert figures(read_back(page)).get(("procurement.amount", None)) == amount


def test_a_local_form_gives_the_year_and_never_the_sum_of_all_years() -> None:
    page = (
        "附表 指标名称 计量单位 2011年度 历年累计 主动公开信息数 条 425 1516 其中:1.网站公开 条 418 1509 "
        "2.政府公报公开 条 7 7 受理依申请公开信息总数 条 3 9 其中:1.当面申请数 条 1 2 2.传真申请数 条 0 0 "
        "3.网上申请数 条 2 7 对申请的答复总数 条 3 9 其中:1.同意公开答复数 条 3 8 行政复议数 件 0 1 行政诉讼数 件 0 0"
    )
    tables = read_back(page + "\n附件下载")
    assert tables.template == "local"
    assert figures(tables)["disclosure.items", None] == 425
    assert figures(tables)["requests.received", None] == 3
    assert figures(read_back(page.replace(" ", "") + "\n附件下载"))["disclosure.items", None] == 425


def without_zeros(forged: Forged, rng: random.Random) -> tuple[Forged, dict[Key, float]]:
    """The same form with half of its zero cells left empty, and the figures that remain."""
    values = dict(forged.values)
    template = "2021" if forged.year >= 2021 else "2019"

    def blank(line: list[str], keys: list[Key]) -> list[str]:
        cells = list(line)
        for at, key in enumerate(keys, start=len(line) - len(keys)):
            if cells[at] == "0" and rng.random() < 0.5:
                cells[at] = ""
                values.pop(key)
        return cells

    rows = groupby(official.disclosure(template), key=lambda cell: cell.row)
    keys: list[list[Key]] = [[(cell.indicator, None) for cell in row] for _, row in rows]
    remaining = iter(keys)
    disclosure = [
        line if line[0].startswith(("信息内容", "第二十条")) else blank(line, next(remaining))
        for line in forged.disclosure
    ]
    request = forged.request[:3] + [
        blank(line, [(code, column) for column in forging.COLUMNS])
        for code, line in zip(forging.request_codes(template), forged.request[3:], strict=True)
    ]
    litigation = [
        *forged.litigation[:-1],
        blank(forged.litigation[-1], [(case.indicator, None) for case in official.litigation(template)]),
    ]
    return Forged(forged.year, disclosure, request, litigation, values), values


UNREADABLE = ("%s（件）", "%s*", "%s①", "%s余", "%s%%", "未统计", "%s〇", "%s年", "3/%s", "约%s")


@pytest.mark.parametrize("layout", ["pipes", "tabs", "cell_a_line", "blanks", "html"])
@pytest.mark.parametrize("cell", UNREADABLE)
def test_a_cell_that_is_no_plain_number_never_makes_another_figure(cell: str, layout: str) -> None:
    forged = forging.forge(1, "2021", largest=300)
    damaged = [
        [*line[:-7], cell % line[-7] if "%" in cell else cell, *line[-6:]] if i % 3 == 0 else line
        for i, line in enumerate(forged.request[3:])
    ]
    page = forging.LAYOUTS[layout](replace(forged, request=forged.request[:3] + damaged))
    for key, value in figures(read_back(page)).items():
        assert value == pytest.approx(forged.values[key]), key


@pytest.mark.parametrize("layout", ["pipes", "html", "cell_a_line"])
def test_a_total_in_front_is_turned_round(layout: str) -> None:
    forged = forging.forge(2, "2021", largest=300)
    turned = [[*line[:-7], line[-1], *line[-7:-1]] for line in forged.request[3:]]
    read = figures(read_back(forging.LAYOUTS[layout](replace(forged, request=forged.request[:3] + turned))))
    assert read == pytest.approx(forged.values)


def test_the_head_tells_the_order_of_the_columns() -> None:
    page = "第二十条第(一)项 |\n信息内容 | 现行有效件数 | 本年制发件数 | 本年废止件数 |\n规章 | 30 | 12 | 2 |\n三、收到和处理\n"
    assert figures(read_back(page)) == {
        ("regulations.issued", None): 12,
        ("regulations.repealed", None): 2,
        ("regulations.in_force", None): 30,
    }


@pytest.mark.parametrize("heads", [["本级", "全市"], ["2015年", "2016年"], ["统计数", "同比"]])
def test_glued_values_of_two_columns_are_never_one_figure(heads: list[str]) -> None:
    lines, values = forging.statistics(1)
    wide = [[*lines[0][:2], *heads], *([*line, "41" if line[2] != "——" else "——"] for line in lines[1:])]
    for key, value in figures(read_back(forging.statistics_page(wide, "glued"))).items():
        assert value == pytest.approx(values[key]), key


@pytest.mark.parametrize(
    "head",
    [
        "指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计 |",
        "指标名称(甲) | 计量单位(乙) | 代码(丙) | 本期实际(1) | 本年累计(2) |",
    ],
)
def test_a_row_code_is_no_figure(head: str) -> None:
    rows = ["主动公开信息数 | 条 | 01 | 310 | 425", "申请总数 | 条 | 10 | |", "其中:1.当面申请数 | 条 | 11 | 1 | 2"]
    rows += [
        "2.传真申请数 | 条 | 12 | 0 | 0",
        "4.网上申请数 | 条 | 14 | 2 | 7",
        "行政复议数 | 件 | 32 | |",
        "行政诉讼数 | 件 | 33 | 0 | 0",
    ]
    page = f"附表\n{head}\n" + " |\n".join(rows) + " |\n附件下载\n"
    read = figures(read_back(page))
    assert read["disclosure.items", None] == 425
    assert ("requests.received", None) not in read
    assert ("review.total", None) not in read


@pytest.mark.parametrize(("cell", "amount"), [("元 | 350", 0.035), ("万元 | 3.5", 3.5), ("| 3", 3)])
def test_the_unit_of_a_money_row_is_its_own(cell: str, amount: float) -> None:
    lines, _ = forging.statistics(1)
    page = forging.statistics_page(lines, "pipes")
    fee = next(line for line in page.splitlines() if line.startswith("七、依申请公开信息收取的费用"))
    read = figures(read_back(page.replace(fee, f"依申请公开信息收取的费用 | {cell}")))
    assert read["requests.fees", None] == pytest.approx(amount)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("style", forging.NAMED_STYLES)
def test_rows_whose_cells_name_their_columns(style: str, template: str) -> None:
    for seed in SEEDS:
        forged = forging.forge(seed, template, largest=300)
        assert figures(read_back(forging.named(forged, style))) == pytest.approx(forged.values)


def test_a_rest_of_zeros_is_every_cell_that_is_not_named() -> None:
    read = figures(
        read_back(
            "一、本年新收政府信息公开申请数量:自然人6件,总计6件,其余均为0;\n(一)予以公开:自然人6件,总计7件,其余为0\n"
            "(二)部分公开:各类申请人均为0件。\n四、结转下年度继续办理:自然人2余件,总计3件\n"
        )
    )
    received = {applicant: value for (code, applicant), value in read.items() if code == "requests.received"}
    assert received == {None: 6, "natural_person": 6, **dict.fromkeys(forging.COLUMNS[1:-1], 0)}
    granted = {applicant: value for (code, applicant), value in read.items() if code == "requests.outcome.granted"}
    assert granted == {None: 7, "natural_person": 6}
    assert {value for (code, _), value in read.items() if code == "requests.outcome.partial"} == {0}
    assert not any(code == "requests.carried_out" for code, _ in read)


@pytest.mark.parametrize(
    "page",
    [
        "县教育局本年新收政府信息公开申请数量:自然人6件,商业企业1件\n县公安局上年结转政府信息公开申请数量:自然人6件,总计6件\n",
        "新收申请118件(自然人86件,商业企业24件,科研机构2件),其中予以公开47件。行政复议10件,维持6件,纠正1件。",
        "(一)予以公开:自然人6%,商业企业2023年,总计5～7件\n(二)部分公开:自然人约6件,商业企业1余件\n",
    ],
)
def test_named_figures_that_are_not_those_of_an_official_row(page: str) -> None:
    assert figures(read_back(page)) == {}


@pytest.mark.parametrize("layout", [*forging.LAYOUTS, "glued_rows"])
@pytest.mark.parametrize("by", ["group", "split_group", "total_first", "result"])
def test_a_turned_review_and_litigation_table(by: str, layout: str) -> None:
    write = forging.LAYOUTS.get(layout, forging.glued_rows)
    for seed in SEEDS:
        forged = forging.forge(seed, "2021")
        read = figures(read_back(write(forging.turned_litigation(forged, by))))
        assert read.items() <= {key: pytest.approx(value) for key, value in forged.values.items()}.items()
        assert layout == "glued_rows" or len(read) == len(forged.values)


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        ("行政复议 | 1 |  |  | 2 | 3\n未经复议直接起诉 |  |  |  |  | 0\n复议后起诉 | 0 | 0 | 0 | 0 | 0\n", [3, 0, 0]),
        ("行政复议 1 — — 2 3\n未经复议直接起诉 / / / / /\n复议后起诉 0 0 0 0 0\n", [3, None, 0]),
        ("行政复议 1 2 3\n未经复议直接起诉 0\n复议后起诉 0 0 0 0 0\n", [None, None, None]),
    ],
)
def test_empty_and_lost_cells_of_a_turned_table(rows: str, totals: list[int | None]) -> None:
    separator = " | " if "|" in rows else " "
    page = separator.join(["类别", *forging.RESULT_NAMES]) + "\n" + rows + "五、存在的主要问题\n"
    read = figures(read_back(page))
    groups = ("review", "litigation.direct", "litigation.after_review")
    assert [read.get((f"{group}.total", None)) for group in groups] == totals


@pytest.mark.parametrize(
    "rows", ["结果维持 0 0 0\n结果纠正 0 0\n其他结果 1 0 0\n尚未审结 0\n总计 1 0 0\n", "结果维持 0 0 0\n"]
)
def test_rows_of_outcomes_are_no_totals(rows: str) -> None:
    assert figures(read_back("项目 行政复议 未经复议直接起诉 复议后起诉\n" + rows + "五、存在的主要问题\n")) == {}


@pytest.mark.parametrize("layout", sorted({*forging.LAYOUTS} - {"broken_labels"}))
def test_cells_with_counters_and_remarks(layout: str) -> None:
    for seed in SEEDS:
        for template in TEMPLATES:
            forged = forging.forge(seed, template, largest=300)
            read = figures(read_back(forging.LAYOUTS[layout](forging.with_remarks(forged, seed))))
            assert read == pytest.approx(forged.values)


@pytest.mark.parametrize("remark", ["(累计)", "(2022年)", "(上年数)"])
def test_a_remark_may_say_that_a_figure_is_another(remark: str) -> None:
    head = "第二十条第(八)项\n信息内容 | 本年收费金额(单位:万元)\n行政事业性收费 | \n第二十条第(五)项\n信息内容 | 本年处理决定数量\n"
    assert figures(read_back(f"{head}行政许可 | 266件{remark}\n三、收到\n")) == {}
    assert figures(read_back(f"{head}行政许可 | 266件(其中变更9件)\n三、收到\n")) == {
        ("licensing.decisions", None): 266
    }


@pytest.mark.parametrize("style", forging.NAMED_STYLES)
def test_a_list_cut_off_anywhere_never_gives_half_a_number(style: str) -> None:
    for seed in range(12):
        forged = forging.forge(seed, "2021", largest=900)
        page = forging.named(forged, style)
        page = page[: random.Random(seed).randint(200, len(page))]
        for key, value in figures(read_back(page)).items():
            assert value == pytest.approx(forged.values[key])


@pytest.mark.parametrize("style", forging.LIST_STYLES)
def test_the_form_of_2014_written_out_as_a_list(style: str) -> None:
    for seed in SEEDS:
        lines, values = forging.statistics(seed)
        page = forging.statistics_list(lines, style)
        tables = read_back(page)
        assert tables.template == "2014"
        assert figures(tables) == pytest.approx(values)
        for key, value in figures(read_back(page[: random.Random(seed).randint(100, len(page))])).items():
            assert value == pytest.approx(values[key])


def test_what_a_list_leaves_open() -> None:
    page = (
        "主动公开政府信息数:376条\n主动公开规范性文件数:2;制发规范性文件总数:2\n1.政府公报:—;2.政府网站:341;3.政务微博:0\n"
        "回应公众关注热点或重大舆情数:1(网上传言)\n1.参加或举办新闻发布会总次数:1(其中:主要负责同志参加:1)\n"
        "收到申请数:7件\n当面:2;传真:;网络:/;信函:5\n申请办结数:约7件,按时办结6余件\n申请答复数:2014年5件,2015年7件\n"
        "同意公开答复数:3～4\n4.不同意公开答复数:1,其中涉及个人隐私1,其余各项0\n行政复议数量:12 345\n行政诉讼数量:无\n"
        "历年举报投诉数量:8\n从事政府信息公开工作人员数:3人(专职1、兼职2)\n政府信息公开专项经费:8000\n"
        "县教育局召开政府信息公开工作会议或专题会议数:4次\n"
    )
    assert {code: value for (code, _), value in figures(read_back(page)).items()} == {
        "disclosure.items": 376,
        "normative.published": 2,
        "normative.issued": 2,
        "disclosure.channel.website": 341,
        "disclosure.channel.weibo": 0,
        "response.topics": 1,
        "response.press_conferences": 1,
        "response.press_conferences.principal": 1,
        "requests.received": 7,
        "requests.channel.in_person": 2,
        "requests.channel.letter": 5,
        "requests.outcome.denied": 1,
        "requests.outcome.denied.privacy": 1,
        "litigation.total": 0,
        "capacity.staff": 3,
        "capacity.staff.full_time": 1,
        "capacity.staff.part_time": 2,
    }


@pytest.mark.parametrize("layout", forging.STATISTICS_LAYOUTS)
@pytest.mark.parametrize("spanning", [False, True])
@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize(
    "heads",
    [
        ("县政府办公室", "县直部门", "乡镇", "合计"),
        ("县政府统计数", "县直单位统计数", "乡镇统计数", "全县"),
        ("全县", "县政府办", "部门", "乡镇"),
        ("县政府办", "部门", "乡镇"),
        ("2015年", "2016年", "历年累计"),
    ],
)
def test_of_the_columns_of_single_bodies_only_their_sum_is_read(
    heads: tuple[str, ...], numbered: bool, spanning: bool, layout: str
) -> None:
    for seed in range(2):
        lines, values = forging.statistics_by_body(seed, heads, spanning)
        if numbered:
            top = 2 if spanning else 1
            lines = [["序号", *lines[0]], *lines[1:top], *([str(i), *line] for i, line in enumerate(lines[top:], 1))]
        read = figures(read_back(forging.statistics_page(lines, layout)))
        has_sum = any(head in ("合计", "全县") for head in heads) and layout != "glued"
        assert read == (pytest.approx(values) if has_sum else {})


@pytest.mark.parametrize(
    ("behind", "amount"),
    [
        (" | 单位:万元", 1095.2),
        ("(万元)", 1095.2),
        (" | 元 |", 0.10952),
        ("(单位:元)", 0.10952),
        (" | 含10亿元项目", None),
    ],
)
def test_a_unit_of_money_behind_the_amount(behind: str, amount: float | None) -> None:
    head = "第二十条第(九)项\n信息内容 | 采购项目数量 | 采购总金额 | 备注\n"
    read = figures(read_back(f"{head}政府集中采购 | 18 | 1095.2{behind}\n三、收到\n"))
    assert read.get(("procurement.amount", None)) == amount


def test_two_units_of_money_that_differ() -> None:
    head = "第二十条第(九)项\n信息内容 | 采购项目数量 | 采购总金额(万元) | 备注\n"
    read = figures(read_back(f"{head}政府集中采购 | 18 | 1095 | 单位:元\n三、收到\n"))
    assert read == {("procurement.items", None): 18}


def test_an_indented_page_number_is_no_figure() -> None:
    page = "第二十条第(八)项\n信息内容 本年收费金额(单位:万元)\n行政事业性收费 62417.5\n        — 4 —\n三、收到\n"
    assert figures(read_back(page)) == {("fees.amount", None): 62417.5}


def test_of_two_reports_on_one_page_only_the_first_is_read() -> None:
    first, second = forging.forge(1, "2021"), forging.forge(2, "2021")
    tables = read_back(forging.pipes(first) + forging.pipes(second))
    assert figures(tables) == pytest.approx(first.values)
    assert "several_tables" in {issue.code for issue in tables.issues}


@pytest.mark.parametrize("digits", [300, 100_000])
def test_a_long_run_of_digits_is_no_row(digits: int) -> None:
    head = "行政复议 行政诉讼 未经复议直接起诉 复议后起诉 结果维持 总计 "
    assert figures(read_back(head + "1234567890" * (digits // 10))) == {}
