"""Names of public bodies: where a text names one, what a short name means, and how a body is called in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.places import divisions as places
from core.places import mentions
from core.places.divisions import Division

_DATA = Path(__file__).parent / "data"
_MAY_BE_A_BODY = re.compile("[\u4e00-\u9fff()]{3,40}")
_CJK_RUN = re.compile("[\u4e00-\u9fff()]+")
_TOWNSHIP = re.compile("[\u4e00-\u9fff]{1,6}?(?:街道|[镇乡]|苏木)")
_GOVERNMENT_OFFICE = re.compile("(?:人民)?政府办(?:公室|公厅)?$")
_INNER_OFFICE = re.compile("(?<=[镇乡道处府])(?:党政|综合|党委|政府|政务)+办(?:公室)?$|(?<=[局厅])(?:综合)?办公室$")
_ZONE = re.compile("(?:开发|实验|试验|示范|管理|保税|合作|度假|风景|名胜|高新|经开|产业园?|工业园?|园)区$")
_NEW_ZONE = re.compile("(?:新区|片区|科技城|生态城|产业城)$")
_OF_A_ZONE = re.compile("(?:管委会|管理委员会)(?:办公室)?$")
_ANY_NAME = "[^\\W\\d_对由将在按把向为被各全我本所其及与]"
# What may follow a name besides places and fields: a name of its own, by what bears it and within what.
_OWN_NAMES = tuple(
    (re.compile(f"(?:{of})$"), re.compile(pattern))
    for of, pattern in (
        ("政府|管委会|委员会|区", f"{_ANY_NAME}{{1,5}}(?:街道|街道办事处|镇|乡|苏木)"),
        ("人民政府", f"{_ANY_NAME}{{2,4}}(?:事务|开发|管理|建设|保护)(?:办公室|委员会)|驻{_ANY_NAME}{{2,4}}办事处"),
        ("局|委|委员会", f"{_ANY_NAME}{{1,5}}分局|{_ANY_NAME}{{2,4}}(?:监管局|林场|农场)"),
        ("镇|乡|街道", f"{_ANY_NAME}{{1,5}}(?:[中小]学|学校)"),
        ("总局|统计局|总署|银行", f"{_ANY_NAME}{{2,4}}(?:调查总?队|海关|支行)"),
    )
)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _NamePatterns:
    endings: re.Pattern[str]
    stops: re.Pattern[str]
    links: re.Pattern[str]
    fields: re.Pattern[str]


@cache
def _name_patterns() -> _NamePatterns:
    groups: dict[str, list[str]] = {"ending": [], "stop": [], "link": [], "field": []}
    for line in (_DATA / "organizations.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, pattern = line.split("\t")[:2]
            groups[kind].append(pattern)
    longest_first = {kind: "|".join(sorted(patterns, key=len, reverse=True)) for kind, patterns in groups.items()}
    return _NamePatterns(*(re.compile(longest_first[kind]) for kind in groups))


def body_at(text: str, start: int) -> str | None:
    """The longest name of a body that begins at an offset of running text; None if none ends there.

    After a first ending a name goes on only with a place, a field (法制办公室) or what only a name has there.
    """
    return _longest(text, start, running=True)


def is_body(name: str) -> bool:
    """Whether the words are the name of a body, or of a township, and nothing else."""
    return _MAY_BE_A_BODY.fullmatch(name) is not None and _longest(name, 0, running=False) == name


def _longest(text: str, start: int, running: bool) -> str | None:
    run = _CJK_RUN.match(text, start, start + _LONGEST)
    if not run:
        return None
    words = _name_patterns()
    stop = words.stops.search(text, start + 2, run.end())
    end = start
    for ending in words.endings.finditer(text, start + 1, stop.start() if stop else run.end()):
        anew = end > start and (running or words.links.search(text, end, ending.start()))
        if anew and not _goes_on(text[start:end], text[end : ending.start()], ending[0]):
            break
        end = ending.end()
    name = text[start:end]
    if name.count("(") > name.count(")"):  # 行政审批办公室(公共资源交易委员会办公室): in brackets is another name.
        name = name[: name.rindex("(")]
    return name if name.count("(") == name.count(")") and len(name) > 2 else None


def _goes_on(name: str, words: str, ending: str) -> bool:
    """Whether a name goes on with the words up to its next ending."""
    if not words or words[0] == "(":
        return True
    if any(of.search(name) and own.fullmatch(words + ending) for of, own in _OWN_NAMES):
        return True
    named = mentions.find(words)
    rest = words[named[-1].end :] if named and not named[0].start else words
    if rest[:1] in ("和", "与", "及"):
        return False
    while rest and (field := _name_patterns().fields.match(rest)):
        rest = rest[field.end() :]
    return not rest


def is_zone(name: str) -> bool:
    """Whether the name is that of a zone, or of a body of one: 宁波经济技术开发区管委会, 天府新区."""
    zone = _OF_A_ZONE.sub("", name)
    return bool(_ZONE.search(zone)) or (bool(_NEW_ZONE.search(zone)) and not _ends_in_division(zone))


def is_short_for(short: str, full: str) -> bool:
    """Whether one name abbreviates the other: 张店区发改局 for 张店区发展和改革局, 市人防办 for 市人民防空办公室."""
    if len(short) >= len(full) or short[:1] != full[:1]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def leading_places(name: str, year: int | None, context: str = "") -> tuple[Division, ...]:
    """The divisions a name is made of (温州市洞头区政务服务中心: 温州市, 洞头区), settled by the text around it."""
    chain: list[Division] = []
    # The text around is only asked where a name may be that of several places.
    for mention in mentions.find(name if mentions.are_sure(name, year) else name + "\n" + context, year):
        if mention.end > len(name):
            break
        division = mention.division or _holder(mention.candidates, name[mention.end :])
        if division is None:
            break
        # 东区 in 中山市东区街道办事处 is no district of 中山市, let alone that of 攀枝花市.
        if not chain or places.is_within(division, chain[-1].code):
            chain.append(division)
    return tuple(chain)


def _holder(candidates: tuple[Division, ...], rest: str) -> Division | None:
    """The only candidate with the township that follows its name: that of Fuzhou in 鼓楼区 水部街道."""
    township = township_in(rest)
    holders = {found.parent for found in places.townships(township)} if township else set()
    fitting = [d for d in candidates if (now := places.current(d)) and now.code in holders]
    return fitting[0] if len(fitting) == 1 else None


def complete(name: str) -> str:
    """A place as its government or street office, other names as they are: 下管镇 下管镇人民政府, 剑湖街道 …办事处."""
    if name.endswith(("街道", "街道办")):
        return name.removesuffix("办") + "办事处"
    if name.endswith("人民"):
        return name + "政府"
    if _ZONE.search(name):
        return name
    if re.search("(?:盟|地区)$", name) and _ends_in_division(name):
        return name + "行政公署"
    if re.search("(?:[省市县旗镇乡州]|苏木)$", name) or (name.endswith("区") and _ends_in_division(name)):
        return name + "人民政府"
    if name.endswith("政府") and not name.endswith("人民政府"):
        return name.removesuffix("政府") + "人民政府"
    return name


def without_inner_office(name: str) -> str:
    """The body that an office belongs to: 罗阳镇 for 罗阳镇党政综合办, 教育局 for 教育局办公室; else the name."""
    return _INNER_OFFICE.sub("", name)


def _ends_in_division(name: str) -> bool:
    return any(mention.end == len(name) for mention in mentions.find(name))


def of_government(name: str) -> str:
    """The government for its own office, which only writes its report: 泰顺县人民政府办公室 泰顺县人民政府."""
    return complete(_GOVERNMENT_OFFICE.sub("人民政府", name))


def township_in(name: str) -> str | None:
    """The township or street a name begins with, places above it set aside: 下管镇 in 下管镇人民政府."""
    match = _TOWNSHIP.match(name)
    return match[0] if match else None
