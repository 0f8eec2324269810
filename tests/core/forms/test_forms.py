"""The forms of the program are those the ministries print, and nothing of a form is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from core.asking.words.lexicon import concepts
from core.forms import merged
from core.forms.catalogue import breaks, derived_sums, rates, replacements
from core.forms.form import Form
from core.forms.indicators import indicators
from core.forms.registry import form_named, form_of_year, forms, official_forms, official_keys
from core.forms.rules import AtMost, Equality, NotBelowPrefecture, Overlapping, RowTotals, Rule, known_rules
from core.telling.names import rule_name
from core.text.clean import normalize
from tests import official

FORMS = pytest.mark.parametrize("form", forms(), ids=lambda form: form.key)
BY_APPLICANT = pytest.mark.parametrize("form", [form for form in forms() if form.request], ids=lambda form: form.key)
KINDS = {
    Equality: "equality",
    RowTotals: "row_totals",
    Overlapping: "overlapping",
    AtMost: "at_most",
    NotBelowPrefecture: "not_below_prefecture",
}
_NUMBERING = re.compile(r"(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|其中:|(?P<item>\d+)\.)?")
_MARKS = str.maketrans("", "", '、“”"《》')


def compact(printed: str) -> tuple[str, str]:
    """The item number of a printed row, and its label as the reader looks for it: no marks, no note behind it."""
    text = normalize(printed)
    numbering = _NUMBERING.match(text)
    assert numbering
    label = re.sub(r"\([^()]*\)$", "", text[numbering.end() :])
    return numbering["item"] or "", label.translate(_MARKS)


# --- as printed --------------------------------------------------------------------------------------


@BY_APPLICANT
def test_the_request_table_is_that_of_the_ministry(form: Form) -> None:
    printed = [(*compact(row.printed), row.indicator) for row in official.request(form.key)]
    assert [("".join(row.numbers), row.label, row.indicator) for row in form.request] == printed


@BY_APPLICANT
def test_the_disclosure_table_is_that_of_the_ministry(form: Form) -> None:
    printed = [(cell.row, cell.column, cell.indicator) for cell in official.disclosure(form.key)]
    assert [(row.label, column.label, code) for row in form.disclosure for column, code in row.cells] == printed


@BY_APPLICANT
def test_the_table_of_reviews_and_lawsuits_is_that_of_the_ministry(form: Form) -> None:
    table = form.litigation
    assert table
    printed = [(case.case, case.outcome, case.indicator) for case in official.litigation(form.key)]
    columns = [(group.label, result.label) for group in table.groups for result in table.results]
    assert [(*names, code) for names, code in zip(columns, table.codes, strict=True)] == printed


def test_the_table_of_statistics_is_that_of_the_ministry() -> None:
    form = form_named("2014")
    assert form and form.statistics
    printed = [(*compact(row.printed), row.indicator) for row in official.statistics(form.key)]
    assert [("".join(row.numbers), row.label, row.indicator) for row in form.statistics.rows] == printed


def test_units_are_those_of_the_table_of_statistics() -> None:
    """But of the normative documents disclosed, which it counts in 条 and the form of 2019 in 件."""
    units = {row.indicator: row.unit for row in official.statistics() if row.indicator}
    differing = {code for code, unit in units.items() if indicators()[code].unit != unit}
    assert differing == {"normative.published"}


@FORMS
def test_official_labels_are_the_rows_of_the_form(form: Form) -> None:
    """What an indicator cites is the row, with or without its number or what stands above it."""
    rows = (*form.request, *(form.statistics.rows if form.statistics else ()))
    for row in rows:
        if row.indicator and form.is_official:
            assert compact(row.cited.rpartition("/")[2])[1] == row.label


# --- nothing forgotten -------------------------------------------------------------------------------


def codes_of(rule: Rule) -> tuple[str, ...]:
    match rule:
        case Equality():
            return rule.codes
        case Overlapping():
            return (rule.whole, *rule.parts)
        case AtMost():
            return (rule.part, rule.whole)
    return ()


@FORMS
def test_every_figure_of_a_form_is_an_indicator(form: Form) -> None:
    assert {*form.cited, *form.prose.indicators} <= indicators().keys()
    figures = {*form.cited}
    for rule in (*form.rules, *form.assumed):
        assert set(codes_of(rule)) <= figures, rule
    for flow in form.flows:
        assert set(flow.codes) <= figures, flow
    for code, parts in form.derived.items():
        assert code not in figures, f"{code} is a row of its own"
        assert code in derived_sums()
        assert set(parts) <= figures


@pytest.mark.parametrize("code", indicators())
def test_every_indicator_is_on_a_form(code: str) -> None:
    """A figure that no form prints can never be read from a table, nor told in the prose of a form's reports."""
    assert indicators()[code].templates, f"{code} is on no form: add its row to data/<form>/rows.csv"
    assert dict(indicators()[code].official_labels).keys() <= set(indicators()[code].templates)


@pytest.mark.parametrize("code", indicators())
def test_every_indicator_has_its_words_and_parent(code: str) -> None:
    indicator = indicators()[code]
    known = {*indicators(), *derived_sums()}
    assert indicator.label_zh and indicator.label_en and indicator.unit
    assert indicator.parent is None or indicator.parent in known
    assert code in {concept.code for concept in concepts()}


@FORMS
def test_every_rule_has_a_name_and_is_of_its_kind(form: Form) -> None:
    for rule in form.rules:
        assert known_rules()[rule.rule].kind == KINDS[type(rule)]
    for flow in form.flows:
        assert known_rules()[flow.rule].kind == "flow"
    for code in (one.rule for one in (*form.rules, *form.flows)):
        assert rule_name(code, "zh") != rule_name(code, "en") != code or code == "balance"


def test_no_rule_is_named_that_no_form_has() -> None:
    used = {one.rule for form in forms() for one in (*form.rules, *form.flows)}
    assert {code for code, rule in known_rules().items() if rule.kind != "general"} == used


@BY_APPLICANT
def test_the_sum_of_outcomes_has_every_outcome(form: Form) -> None:
    """Between the heading 本年度办理结果 and its total every row is an outcome."""
    codes = [row.indicator for row in form.request]
    inside = codes[codes.index(None) + 1 : codes.index("requests.outcome.total")]
    rule = next(rule for rule in form.equalities if rule.rule == "outcome_sum")
    assert rule.right == tuple(code for code in inside if code)


@BY_APPLICANT
def test_every_heading_is_the_sum_of_its_items(form: Form) -> None:
    """What stands numbered under a heading of outcomes are the parts of a figure that is worked out."""
    items: list[str] = []
    groups: list[tuple[str, ...]] = []
    for row in (*form.request, form.request[0]):
        if row.numbers and row.indicator:
            items.append(row.indicator)
        elif items:
            groups.append(tuple(items))
            items = []
    assert [parts for code, parts in form.derived.items() if code.startswith("requests.")] == groups


@BY_APPLICANT
def test_every_group_of_cases_is_summed(form: Form) -> None:
    table = form.litigation
    assert table
    size = len(table.results)
    groups = [table.codes[at : at + size] for at in range(0, len(table.codes), size)]
    sums = [rule.right + rule.left for rule in form.equalities if rule.rule in ("review_sum", "litigation_sum")]
    assert sums == groups


def patterns_of(form: Form) -> Iterator[str]:
    yield from (column.head for row in form.disclosure for column, _ in row.cells)
    yield from (column.written for row in form.disclosure for column, _ in row.cells)
    table = form.litigation
    yield from (case.written for case in (*table.groups, *table.results)) if table else ()
    yield from (part.written for part in (*form.prose.sections, *form.prose.must_tell))
    yield from [form.statistics.head] if form.statistics else []
    yield from [form.prose.opening] if form.prose.opening else []


@FORMS
def test_patterns_are_joined_with_others_and_so_have_no_groups(form: Form) -> None:
    for pattern in patterns_of(form):
        assert re.compile(pattern).groups == 0, pattern
    for row in form.disclosure:
        for column, _ in row.cells:
            assert re.search(column.head, normalize(column.label)), column
            assert re.match(column.written, normalize(column.label)), column
            assert all(word in normalize(column.label) or word in ("上年", "增减") for word in column.telling)
    table = form.litigation
    for case in (*table.groups, *table.results) if table else ():
        assert re.fullmatch(case.written, case.label.rpartition("/")[2]), case


def test_figures_worked_out_are_of_some_form() -> None:
    known = {*indicators(), *derived_sums()}
    assert all(one.by_form for one in derived_sums().values())
    assert all({*rate.numerator, rate.denominator} <= known for rate in rates().values())
    assert all(one.templates and one.instead in indicators() for one in replacements().values())
    for one in breaks():
        assert one.before < set(official_keys())
        assert any(code == one.prefix or code.startswith(f"{one.prefix}.") for code in indicators())


# --- which form --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "key"), [(None, None), (2013, None), (2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")]
)  # fmt: skip
def test_the_form_of_a_year(year: int | None, key: str | None) -> None:
    form = form_of_year(year)
    assert (form.key if form else None) == key


def test_the_forms_stand_in_the_order_of_their_years() -> None:
    assert official_keys() == ("2014", "2019", "2021")
    assert [form.key for form in forms() if not form.is_official] == ["local"]
    assert all(form.key == str(form.since) for form in official_forms())


@pytest.mark.parametrize(
    ("codes", "keys"),
    [
        ({"requests.received", "requests.outcome.total"}, []),
        ({"requests.received", "requests.outcome.other"}, ["2019"]),
        ({"requests.outcome.other.rest"}, ["2021"]),
        ({"requests.outcome.other", "requests.outcome.other.rest"}, ["2021"]),
        (set(), []),
    ],
)
def test_the_form_that_rows_tell(codes: set[str], keys: list[str]) -> None:
    assert [form.key for form in merged.forms_of_rows(codes)] == keys


@pytest.mark.parametrize(
    ("head", "keys"),
    [
        ("信息内容本年制发件数本年废止件数现行有效件数", ["2021"]),
        ("信息内容本年新制作数量本年新公开数量对外公开总数量", ["2019"]),
        ("信息内容本年新制作数量本年废止件数", ["2021"]),
        ("信息内容本年处理决定数量", []),
        ("信息内容上年项目数量", ["2019"]),
    ],
)
def test_the_form_that_a_head_tells(head: str, keys: list[str]) -> None:
    assert [form.key for form in merged.forms_of_head(head)] == keys


def test_one_table_has_the_rows_of_all_forms_in_their_order() -> None:
    rows = [row.indicator for row in merged.request_rows()]
    for form in forms():
        there = [code for code in rows if code in form.request_codes]
        assert there == list(form.request_codes)
    assert [row.label for row in merged.request_rows()].count("其他处理") == 1
    assert merged.heading_codes() == {"requests.outcome.other"}
