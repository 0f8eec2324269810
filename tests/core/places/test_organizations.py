"""Names of bodies in a text, their short and their full forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.places import organizations

DATA = Path(organizations.__file__).parent / "data" / "organizations.tsv"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("泰顺县财政局由局长任组长,", "泰顺县财政局"),
        ("泰顺县财政局办理申请4件", "泰顺县财政局"),
        ("泰顺县财政局委托第三方", "泰顺县财政局"),
        ("泰顺县发展和改革局认真贯彻", "泰顺县发展和改革局"),
        ("泰顺县住房和城乡建设局与财政局联合", "泰顺县住房和城乡建设局"),
        ("彭泽县质量与市场服务局2024年度", "彭泽县质量与市场服务局"),
        ("合肥市瑶海区人力资源和社会保障局在区委领导下", "合肥市瑶海区人力资源和社会保障局"),
        ("武汉市汉阳区人民政府琴台事务办公室把", "武汉市汉阳区人民政府琴台事务办公室"),
        ("福安市城北街道信息公开工作办公室", "福安市城北街道"),
        ("四平市铁东区人民政府解放街道办事处2011年", "四平市铁东区人民政府解放街道办事处"),
        ("长春市荣军事务服务局网站2023年", "长春市荣军事务服务局"),
        ("中国(上海)自由贸易试验区管理委员会2019年", "中国(上海)自由贸易试验区管理委员会"),
        ("泰顺县水务局对全镇的河道", "泰顺县水务局"),
        ("泰顺县民政局要求各街道办事处", "泰顺县民政局"),
        ("泰顺县东大街6号", None),
        ("泰顺县今年", None),
    ],
)
def test_the_name_that_begins_at_an_offset(text: str, name: str | None) -> None:
    assert organizations.body_at(text, 0) == name


def rows(kind: str) -> list[tuple[str, str]]:
    lines = DATA.read_text(encoding="utf-8").splitlines()
    return [(fields[1], fields[2]) for line in lines if (fields := line.split("\t"))[0] == kind]


@pytest.mark.parametrize(("pattern", "example"), rows("ending"))
def test_every_ending_ends_its_example(pattern: str, example: str) -> None:
    assert organizations.body_at(example, 0) == example


@pytest.mark.parametrize(("pattern", "example"), rows("stop") + rows("link"))
def test_every_stop_shortens_its_example(pattern: str, example: str) -> None:
    found = organizations.body_at(example, 0)
    assert found is None or len(found) < len(example)


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("张店区发改局", "张店区发展和改革局", True),
        ("咸宁市人防办", "咸宁市人民防空办公室", True),
        ("上海市科委", "上海市科学技术委员会", True),
        ("张店区财政局", "张店区发展和改革局", False),
        ("张店区发展和改革局", "张店区发改局", False),
        ("市营商办", "江山市行政服务中心管理办公室", False),
    ],
)
def test_abbreviations(short: str, full: str, expected: bool) -> None:
    assert organizations.is_short_for(short, full) is expected


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("剑湖街道", "剑湖街道办事处"),
        ("剑湖街道办", "剑湖街道办事处"),
        ("下管镇", "下管镇人民政府"),
        ("信阳市", "信阳市人民政府"),
        ("信阳市政府", "信阳市人民政府"),
        ("泰顺县人民", "泰顺县人民政府"),
        ("平潭综合实验区", "平潭综合实验区"),
        ("宁波经济技术开发区", "宁波经济技术开发区"),
        ("浦东新区", "浦东新区人民政府"),
        ("天府新区", "天府新区"),
        ("锡林郭勒盟", "锡林郭勒盟行政公署"),
        ("阿里地区", "阿里地区行政公署"),
        ("泰顺县财政局", "泰顺县财政局"),
    ],
)
def test_completing_a_name(name: str, full: str) -> None:
    assert organizations.complete(name) == full


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("泰顺县罗阳镇党政综合办", "泰顺县罗阳镇"),
        ("罗阳镇党委政府办公室", "罗阳镇"),
        ("开福区湘雅路街道办事处党政办公室", "开福区湘雅路街道办事处"),
        ("泰顺县教育局办公室", "泰顺县教育局"),
        ("泰顺县人民政府办公室", "泰顺县人民政府办公室"),
        ("剑湖街道办", "剑湖街道办"),
        ("泰顺县委办公室", "泰顺县委办公室"),
    ],
)
def test_an_office_inside_a_body(name: str, body: str) -> None:
    assert organizations.without_inner_office(name) == body


@pytest.mark.parametrize(("pattern", "example"), rows("field"))
def test_every_field_continues_its_example(pattern: str, example: str) -> None:
    assert organizations.body_at(example, 0) == example
    assert re.search(pattern, example)


VERBS = (
    "聚焦", "立足", "紧扣", "着力", "持续", "健全", "完善", "明确", "安排", "指定", "落实", "召开", "强化", "推动", "充分发挥", "始终服务",
    "统筹", "累计", "先后", "开展", "利用", "依托", "全力", "稳步", "优化", "加强", "注重", "突出", "主动", "邀请", "配合", "参加", "设", "配备",
    "更新", "每月", "内设", "会同", "联合", "牵头", "党组", "领导班子", "全体", "为了", "也", "已", "共", "还",
)  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("tail", ["中心工作", "办公室具体负责", "公共服务中心建设", "重点领域和办公室管理"])
def test_running_words_do_not_lengthen_a_name(verb: str, tail: str) -> None:
    assert organizations.body_at(f"泰顺县水务局{verb}{tail}", 0) == "泰顺县水务局"
