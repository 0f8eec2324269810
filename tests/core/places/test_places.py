"""Divisions: names, codes, history, and what a name in a text may stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.places import divisions as places
from core.places import mentions, names
from core.places.data.build_divisions import digest
from core.places.divisions import Division

DATA = Path(places.__file__).parent / "data"


def codes(divisions: tuple[Division, ...]) -> list[str]:
    return [division.code for division in divisions]


@pytest.mark.parametrize(
    ("name", "stem", "short"),
    [
        ("泰顺县", "泰顺", "泰顺县"),
        ("上海市", "上海", "上海市"),
        ("内蒙古自治区", "内蒙古", "内蒙古自治区"),
        ("广西壮族自治区", "广西", "广西壮族自治区"),
        ("恩施土家族苗族自治州", "恩施", "恩施州"),
        ("景宁畲族自治县", "景宁", "景宁县"),
        ("东乡族自治县", "东乡", "东乡县"),
        ("鄂温克族自治旗", "鄂温克", "鄂温克旗"),
        ("前郭尔罗斯蒙古族自治县", "前郭尔罗斯", "前郭尔罗斯县"),
        ("浦东新区", "浦东", "浦东新区"),
        ("清新区", "清新", "清新区"),
        ("沙县区", "沙县", "沙县区"),
        ("神农架林区", "神农架", "神农架林区"),
        ("赵县", "赵", "赵县"),
        ("亭子坝镇", "亭子坝", "亭子坝镇"),
        ("龙潭街道", "龙潭", "龙潭街道"),
    ],
)
def test_a_name_has_a_stem_and_a_short_form(name: str, stem: str, short: str) -> None:
    assert (names.stem(name), names.short_name(name)) == (stem, short)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("泰顺县", None, ["330329"]),
        ("景宁县", None, ["331127"]),
        ("洞头县", 2014, ["330322"]),
        ("洞头县", 2015, ["330322"]),
        ("洞头区", 2016, ["330305"]),
        ("上虞市", None, ["330682"]),
        ("思南县", 2009, ["522225"]),
        ("思南县", 2014, ["520624"]),
        ("通州区", None, ["110112", "320612"]),
        ("泰顺", None, []),
    ],
)
def test_names_are_those_of_the_year(name: str, year: int | None, expected: list[str]) -> None:
    assert codes(places.by_name(name, year)) == expected


@pytest.mark.parametrize(
    ("stem", "within", "expected"),
    [
        ("泰顺", None, ["330329"]),
        ("通州", None, ["110112", "320612"]),
        ("通州", "320000", ["320612"]),
        ("恩施", None, ["422800", "422801"]),
        ("赵", None, []),
    ],
)
def test_stems_give_candidates_and_one_character_none(stem: str, within: str | None, expected: list[str]) -> None:
    assert codes(places.by_stem(stem, within=within)) == expected


@pytest.mark.parametrize(
    ("code", "year", "full_name", "today"),
    [
        ("330329", None, "浙江省温州市泰顺县", "浙江省温州市泰顺县"),
        ("330322", 2014, "浙江省温州市洞头县", "浙江省温州市洞头区"),
        ("330682", 2009, "浙江省绍兴市上虞市", "浙江省绍兴市上虞区"),
        ("330621", 2011, "浙江省绍兴市绍兴县", "浙江省绍兴市柯桥区"),
        ("522225", 2009, "贵州省铜仁地区思南县", "贵州省铜仁市思南县"),
        ("420600", 2009, "湖北省襄樊市", "湖北省襄阳市"),
        ("110103", 2008, "北京市崇文区", "北京市东城区"),
        ("520222", 2015, "贵州省六盘水市盘县", "贵州省六盘水市盘州市"),
        ("429004", None, "湖北省仙桃市", "湖北省仙桃市"),
        ("340221", 2018, "安徽省芜湖市芜湖县", "安徽省芜湖市湾沚区"),
    ],
)
def test_full_names_and_successors(code: str, year: int | None, full_name: str, today: str) -> None:
    division = places.by_code(code, year)
    assert division is not None
    assert places.full_name(division) == full_name
    now = places.current(division)
    assert now is not None and places.full_name(now) == today


def test_a_standing_division_has_no_successor() -> None:
    division = places.by_code("330329")
    assert division is not None and places.successors(division) == () and places.current(division) == division


def test_a_merged_division_names_where_it_went() -> None:
    division = places.by_code("330682")
    assert division is not None and codes(places.successors(division)) == ["330604"]


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("130103", 2013, ["130102", "130104"]),  # 桥东区 of 石家庄, and not that of 张家口
        ("440602", 2001, ["440604"]),  # 城区 of 佛山, and not that of 汕尾
        ("469025", 2006, ["469021"]),  # 定安县, whose code 白沙 has now
        ("410307", 2006, ["410311"]),  # 洛龙区, whose code 偃师区 has now
        ("360402", 2015, ["360402"]),  # 庐山区, now 濂溪区
        ("360427", 2015, ["360483"]),  # 星子县, now 庐山市
    ],
)
def test_a_place_of_the_same_name_or_code_is_no_successor(code: str, year: int, expected: list[str]) -> None:
    division = places.by_code(code, year)
    assert division is not None and codes(places.successors(division)) == expected


def test_children_are_those_of_the_year() -> None:
    wenzhou_2014 = [d.name for d in places.children("330300", 2014)]
    wenzhou_now = [d.name for d in places.children("330300")]
    assert "洞头县" in wenzhou_2014 and "洞头区" not in wenzhou_2014 and "龙港市" not in wenzhou_2014
    assert "洞头区" in wenzhou_now and "洞头县" not in wenzhou_now and "龙港市" in wenzhou_now
    assert len(places.children("330000")) == 11
    assert "亭子坝镇" in [d.name for d in places.children("520624")]


def test_parents_nearest_first() -> None:
    division = places.by_code("330329")
    assert division is not None and [d.name for d in places.parents(division)] == ["温州市", "浙江省"]


@pytest.mark.parametrize(
    ("name", "within", "expected"),
    [
        ("亭子坝镇", None, ["520624117"]),
        ("福全街道办事处", None, ["330603008"]),
        ("龙潭街道", "220200", ["220203004"]),
        ("子坝镇", None, []),
        ("没有这个镇", None, []),
    ],
)
def test_townships_by_name(name: str, within: str | None, expected: list[str]) -> None:
    assert codes(places.townships(name, within)) == expected


def test_a_common_township_name_keeps_its_candidates() -> None:
    assert len(places.townships("城关镇")) > 50


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("北京市通州区云景苑街道", None, {"北京市": ["110000"], "通州区": ["110112"]}),
        ("南通市通州区", None, {"南通市": ["320600"], "通州区": ["320612"]}),
        ("通州区", None, {"通州区": ["110112", "320612"]}),
        ("江苏省鼓楼区", None, {"江苏省": ["320000"], "鼓楼区": ["320106", "320302"]}),
        ("杭州西湖区", None, {"西湖区": ["330106"]}),
        ("西湖区财政局。杭州市下城区", 2015, {"西湖区": ["330106"], "杭州市": ["330100"], "下城区": ["330103"]}),
        ("吉林省吉林市龙潭区", None, {"吉林省": ["220000"], "吉林市": ["220200"], "龙潭区": ["220203"]}),
        ("楚雄州姚安县", None, {"楚雄州": ["532300"], "姚安县": ["532325"]}),
        ("省市和县政府、主城区", None, {}),
        ("石家庄市赵县", None, {"石家庄市": ["130100"], "赵县": ["130133"]}),
        ("乐山市市中区", None, {"乐山市": ["511100"], "市中区": ["511102"]}),
        ("绍兴县福全镇", 2011, {"绍兴县": ["330621"]}),
        ("没有地名", None, {}),
    ],
)
def test_names_found_in_a_text(text: str, year: int | None, expected: dict[str, list[str]]) -> None:
    found = mentions.find(text, year)
    assert {text[m.start : m.end]: codes(m.candidates) for m in found} == expected
    assert all(m.division is not None for m in found if len(m.candidates) == 1)


def test_an_urban_district_has_a_city_and_a_county_none() -> None:
    def city(code: str) -> str | None:
        division = places.by_code(code)
        found = places.city_of(division) if division else None
        return found.name if found else None

    assert (city("340102"), city("110112"), city("330329"), city("331181"), city("429021")) == (
        "合肥市",
        "北京市",
        None,
        None,
        None,
    )


def test_every_abolished_county_since_2008_has_a_successor_or_is_no_division() -> None:
    lost = {
        d.name
        for name in places.names()
        if name.kind == "name" and name.until and name.until >= 2008
        for d in [places.by_code(name.code, name.until)]
        if d and d.until is not None and places.current(d) is None
    }
    # Districts only the Daxing'anling administration runs, islands without people, an administrative committee, and
    # the city of Chaohu, which was shared among three.
    assert lost <= {
        "加格达奇区", "松岭区", "新林区", "呼中区", "西沙群岛", "南沙群岛", "中沙群岛的岛礁及其海域", "大柴旦行政委员会", "巢湖市",
    }  # fmt: skip


def test_dictionaries_hold_every_level() -> None:
    found = list(places.names())
    assert {"province", "prefecture", "county"} == {name.level for name in found}
    assert ("泰顺", "330329", "stem") in {(n.text, n.code, n.kind) for n in found}
    assert not [n for n in found if n.kind == "stem" and len(n.text) < 2]


def test_zones_stand_for_a_division_that_exists() -> None:
    for zone, code in places.zones().items():
        assert places.by_code(code), zone
    assert places.zones()["平潭综合实验区"] == "350128"


@pytest.mark.parametrize("name", ["divisions.tsv", "townships.tsv"])
def test_a_generated_table_is_not_changed_by_hand(name: str) -> None:
    """A change belongs into the lists that the table is made of: the next build would undo one made here."""
    head, sha, columns, *rows = (DATA / name).read_text(encoding="utf-8").splitlines()
    assert head.startswith("# Generated by build_divisions.py") and columns.startswith("# code")
    assert sha == f"# sha256 of the rows: {digest(rows)}"


def test_the_generated_table_holds_every_change_of_the_lists() -> None:
    built = {(code, name): rest for code, name, *rest in _rows("divisions.tsv")}
    for code, name, became, year in _rows("divisions_changes.tsv"):
        assert built[code, name][1:] == [year, became], f"{code} {name}: run build_divisions.py"
    for code, name, year in _rows("divisions_founded.tsv"):
        assert built[code, name][0] == year, f"{code} {name}: run build_divisions.py"


def _rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
