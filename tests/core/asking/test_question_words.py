from __future__ import annotations

from datetime import date

import pytest

from core.asking.understood.figures import measures_of
from core.asking.words import lexicon as vocabulary
from core.asking.words.catalog import build_catalog, stems_read, take_apart
from core.asking.words.cut import cut
from core.asking.words.facets import exact
from core.asking.words.prepare import prepare
from core.asking.words.times import find_times
from core.forms import catalogue
from core.forms.indicators import indicators
from core.text.pinyin import reading
from core.text.years import western_spoken
from core.types import Organization

TODAY = date(2024, 5, 1)
EMPTY = build_catalog(())


def _codes(text: str) -> list[str]:
    """The codes that the words of a phrase name."""
    words = cut(prepare(text), EMPTY, TODAY)
    facets = [frozenset(value.split()) for word in words for value in word.values("term")[:1]]
    whole = frozenset().union(*facets) if facets else frozenset[str]()
    return [code for measure, _ in measures_of([(whole, 0)]) for code in measure.codes] if whole else []


EXAMPLES = [(concept.code, phrase) for concept in vocabulary.concepts() for phrase in concept.asked_as]
COUNTEREXAMPLES = [(concept.code, phrase) for concept in vocabulary.concepts() for phrase in concept.not_asked_as]


@pytest.mark.parametrize(("code", "phrase"), EXAMPLES)
def test_a_phrase_names_its_figure(code: str, phrase: str) -> None:
    assert _codes(phrase) == [code]


@pytest.mark.parametrize(("code", "phrase"), COUNTEREXAMPLES)
def test_a_phrase_does_not_name_another_figure(code: str, phrase: str) -> None:
    assert _codes(phrase) != [code]


@pytest.mark.parametrize("code", list(indicators()))
def test_labels_name_their_own_figure(code: str) -> None:
    indicator = indicators()[code]
    assert _codes(catalogue.label(code, "zh")) == [code]
    assert _codes(indicator.label_en) == [code]


def test_no_two_figures_go_by_the_same_facets() -> None:
    for concept in vocabulary.concepts():
        assert exact(concept.needs) == (concept.code,)


def test_every_code_is_known() -> None:
    known = {*indicators(), *catalogue.derived_sums(), *catalogue.rates()}
    assert {concept.code for concept in vocabulary.concepts()} <= known
    assert set(indicators()) <= {concept.code for concept in vocabulary.concepts()}
    for derived in catalogue.derived_sums().values():
        assert set(derived.parts) <= set(indicators())


@pytest.mark.parametrize(
    ("applicant", "word"),
    [
        ("natural_person", "自然人"),
        ("business", "企业"),
        ("legal_services", "律所"),
        ("research", "科研机构"),
        ("public_welfare", "社会公益组织"),
        ("other", "其他组织"),
    ],
)
def test_applicants(applicant: str, word: str) -> None:
    (token,) = cut(prepare(word), EMPTY, TODAY)
    assert token.values("applicant") == (applicant,)


PRESENT = (2014, 2016, 2017, 2018, 2020, 2021)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2018年", (2018,)),
        ("2018", (2018,)),
        ("18年", (2018,)),
        ("二〇一八年", (2018,)),
        ("2018年度", (2018,)),
        ("2016-2018年", (2016, 2017, 2018)),
        ("2016年至2018年", (2016, 2017, 2018)),
        ("2016到18年", (2016, 2017, 2018)),
        ("16-18年", (2016, 2017, 2018)),
        ("2017年以来", (2017, 2018, 2020, 2021)),
        ("2017年后", (2017, 2018, 2020, 2021)),
        ("2017年及以后", (2017, 2018, 2020, 2021)),
        ("2017年以前", (2014, 2016)),
        ("2017年及以前", (2014, 2016, 2017)),
        ("2017年前", (2014, 2016)),
        ("截至2017年底", (2014, 2016, 2017)),
        ("到2017年为止", (2014, 2016, 2017)),
        ("2017年前后", (2016, 2017, 2018)),
        ("2018年前三", (2018,)),
        ("大前年", (2021,)),
        ("before 2017", (2014, 2016)),
        ("since 2020", (2020, 2021)),
        ("近三年", (2018, 2020, 2021)),
        ("过去两年", (2020, 2021)),
        ("last three years", (2018, 2020, 2021)),
        ("十三五期间", (2016, 2017, 2018, 2019, 2020)),
        ("十四五以来", (2021,)),
        ("历年", PRESENT),
        ("最新", (2021,)),
        ("最近一年", (2021,)),
        ("去年", (2023,)),
        ("前年", (2022,)),
        ("last year", (2023,)),
        ("2018年和2020年", (2018, 2020)),
        ("二O一八年", (2018,)),
        ("2O18", (2018,)),
        ("十六年", (2016,)),
        ("一六年到一八年", (2016, 2017, 2018)),
        ("近十二年", PRESENT),
    ],
)
def test_years(text: str, years: tuple[int, ...]) -> None:
    found = find_times(western_spoken(text), TODAY)
    assert tuple(sorted({year for time in found for year in time.select(PRESENT)})) == years


@pytest.mark.parametrize("text", ["17件", "1.2018", "报告120148", "20181", "3月"])
def test_no_years(text: str) -> None:
    assert find_times(text, TODAY) == ()


def test_the_year_of_publication_is_told_apart() -> None:
    (time,) = find_times("2019年发布的年报", TODAY)
    assert (time.kind, time.years) == ("published", (2019,))


@pytest.mark.parametrize(
    ("name", "code", "place", "kind", "rank"),
    [
        ("泰顺县人民政府", "330329", "泰顺县", "government", "county"),
        ("台州市人民政府行政服务中心", "331000", "台州市", "service_center", "department"),
        ("江山市行政服务中心管理办公室", "330881", "江山市", "service_center", "department"),
        ("温州市洞头区政务服务中心", "330305", "洞头区", "service_center", "department"),
        ("张店区发展和改革局", "370303", "张店区", "development_reform", "department"),
        ("上海市科委", "310000", "上海市", "science", "department"),
        ("平潭综合实验区管委会", "350128", "平潭县", "government", "county"),
        ("北京市通州区云景苑街道办事处", "110112", "通州区", "government", "township"),
    ],
)
def test_bodies_are_taken_apart(name: str, code: str, place: str, kind: str, rank: str) -> None:
    body = take_apart(Organization(1, name, code, None))
    assert body.place is not None
    assert (body.place.name, body.kind, body.rank) == (place, kind, rank)


@pytest.mark.parametrize(
    ("word", "spelled"), [("泰顺", "taishun"), ("乐清", "yueqing"), ("厦门", "xiamen"), ("台州", "taizhou")]
)
def test_readings(word: str, spelled: str) -> None:
    assert reading(word) == spelled


@pytest.mark.parametrize(
    ("typed", "stems"), [("yueqing", ("乐清",)), ("leqing", ("乐清",)), ("foshan", ("佛山",)), ("qxzw", ())]
)
def test_a_place_is_found_by_how_its_characters_are_mostly_read_too(typed: str, stems: tuple[str, ...]) -> None:
    assert stems_read(typed) == stems


def test_a_place_that_is_read_so_goes_before_one_that_is_misread() -> None:
    assert "佛山" not in stems_read("fushan")


@pytest.mark.parametrize(("text", "unknown"), [("泰顺县人口", ["人口"]), ("GDP多少", ["gdp"]), ("收到申请多少", [])])
def test_unknown_words_stay_unknown(text: str, unknown: list[str]) -> None:
    assert [token.text for token in cut(prepare(text), EMPTY, TODAY) if token.unknown] == unknown
