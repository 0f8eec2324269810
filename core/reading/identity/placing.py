"""A body's name in full and the division it belongs to, as of the report's year."""

from __future__ import annotations

import re

from core.places import divisions as places
from core.places import mentions, organizations
from core.places.divisions import Division
from core.places.names import short_name
from core.reading.identity.issuer import Candidate
from core.reading.identity.mentioned import RELATIVE

_CREDIT_CODE = re.compile("[1-9A-Z][0-9A-Z](\\d{6})[0-9A-Z]{10}(?![0-9A-Z])")
# The code of a site, and the number under which the police has it, begin with the code of its place.
_SITE_CODE = re.compile("标识码 *+(?:: *+)?(\\d{6})\\d{4}(?!\\d)|公网安备 *+(\\d{6})\\d{8}(?!\\d)")
_ABOVE_PLACE_HEAD = re.compile("^(?:国家税务总局|国家统计局|中国人民银行)")
_INSTITUTION = re.compile(
    "(?:学院|大学|学校|[中小]学校?|医院|公司|银行|海关|海事局|监狱|检验检疫局|煤矿安全监察局|监管分局|证监局"
    "|调查(?:总)?队)$"
)
_IN_A_ZONE = re.compile("(?:开发|高新|新|园|保税|试验|实验)区(?=.)")
_MINISTRY = re.compile("[\u4e00-\u9fff]{2}部|审计署")
_BRANCH = re.compile("(?:局|会|委(?!员))([\u4e00-\u9fff]{2,5}?)区?分局$")
_CENTRAL_BRANCH = re.compile(
    "(?:[局部会署国]|银行)([\u4e00-\u9fff]{2,3})(调查(?:总)?队|监管(?:分)?局|海关|海事局|(?:市)?(?:中心)?支行|局)$"
)
_CENTRAL = re.compile("^(?:国家|中国|中央|全国|国务院|最高|中华人民共和国|新疆生产建设兵团)")
# Bodies whose name says of itself whose they are; of a 财政局 there are thousands.
_OF_ITSELF = re.compile(
    "(?:大学|学院|公司|海关|海事局|总署|总局|部)$|^[\u4e00-\u9fff]{2,7}部[\u4e00-\u9fff]{2,}局$"
    "|^(?:长江|黄河|珠江|淮河|海河|松辽|太湖|民航|[华东西中南北渤黄][东北南西中海])"
)
# A place that is in no list: gone, or never a division of the state.
_NAMED_PLACE = re.compile(
    "(?!.{0,3}(?:高新|经开|开发|产业|工业|保税|风景|管理|新|园|辖|城|景|库|矿|林)区|[各全我本该其]|所|有关)[\u4e00-\u9fff]{2,5}[市县区旗州][\u4e00-\u9fff]{2}"
)
_RUNNING_HEAD = re.compile(
    "^(?:标题|题目|名称|来源|单位|部门|作者|由|现|特|兹|将|公布|发布|公开|编制|关于|根据|按照|联系|请与|内容概述|概述"
    "|摘要|[:=#*|])+"
)
_REGIONS = {"新疆": "650000", "西藏": "540000", "宁夏": "640000", "广西": "450000", "内蒙古": "150000"}
_REGION = "自治区"


def index_division(index_number: str | None, year: int | None) -> Division | None:
    """The division in digits 3 to 8 of the unified social credit code that opens a modern index number."""
    match = _CREDIT_CODE.match(index_number or "")
    return places.by_code(match[1], year) if match else None


def located(
    candidate: Candidate, context: str, year: int | None, index_division: Division | None
) -> tuple[str, Division | None] | None:
    """The candidate's name in full and its division; None where the words name no body."""
    name = organizations.complete(_RUNNING_HEAD.sub("", candidate.name))
    if len(name) < 4 and not _MINISTRY.fullmatch(name):
        return None
    chain = organizations.leading_places(name, year, context)
    if not chain:
        name = _with_places_before(name, context, year)
        chain = organizations.leading_places(name, year, context)
    if not chain:
        return _placed_otherwise(name, context, year, index_division)
    if not candidate.declared and name.startswith((chain[0].name, short_name(chain[0].name))):
        city = places.city_of(chain[0], year)
        name = (city.name if city else "") + name
    name = _without_places_above_county(name, chain, year)
    return name, _place_within(name, chain[-1], year) or chain[-1]


def stands_alone(name: str, division: Division | None) -> bool:
    """Whether a name tells one body of the country: by its place, by itself, or as far as townships are told."""
    if division or _CENTRAL.match(name) or _MINISTRY.fullmatch(name) or _OF_ITSELF.search(name):
        return True
    if organizations.is_zone(name):
        return True
    named = mentions.find(name)
    if named and named[0].start == 0:
        return True
    return not RELATIVE.match(name) and bool(_NAMED_PLACE.match(name) or organizations.township_in(name))


def _without_places_above_county(name: str, chain: tuple[Division, ...], year: int | None) -> str:
    """东台市农业局 for 盐城市东台市农业局: only a district needs its city in front."""
    for i, division in enumerate(chain):
        if division.level == "county" and places.city_of(division, year) is None:
            above = "".join(f"(?:{d.name}|{short_name(d.name)})" for d in chain[:i])
            return re.sub(f"^{above}(?={division.name}|{short_name(division.name)})", "", name)
    return name


def _place_within(name: str, above: Division, year: int | None) -> Division | None:
    """The place below the one a name begins with: 鹿城区 of 温州市公安局鹿城分局, 莆田市 of 福建省莆田第五中学."""
    if match := _BRANCH.search(name):
        found = places.by_stem(match[1], year, above.code)
        return found[0] if len(found) == 1 else None
    if above.level == "province" and (_INSTITUTION.search(name) or organizations.is_zone(name)):
        rest = name.removeprefix(above.name)
        return _by_leading_stem(rest, year, above.code) if rest != name else None
    return None


def _central_branch_place(name: str, year: int | None) -> Division | None:
    """The place of a branch of a central body: 国家统计局温州调查队; of a bare 局 a province (自然资源部北海局)."""
    match = _CENTRAL_BRANCH.search(name)
    if not match:
        return _by_leading_stem(_ABOVE_PLACE_HEAD.sub("", name), year) if _ABOVE_PLACE_HEAD.match(name) else None
    found = places.by_stem(match[1], year)
    widest = [d for d in found if all(places.is_within(other, d.code) for other in found)]
    return widest[0] if widest and (match[2] != "局" or widest[0].level == "province") else None


def _with_places_before(name: str, context: str, year: int | None) -> str:
    """The name with the places put before it elsewhere: 福安市城北街道 for 城北街道, 安康市财政局 for 市财政局."""
    key = re.sub("(?:人民政府|办事处)$", "", name)
    shared = 1 if RELATIVE.match(name) else 0
    best = ""
    for match in re.finditer(re.escape(key), context):
        before = context[max(match.start() - 20, 0) : match.start() + shared]
        start = len(before)
        for mention in reversed(mentions.find(before, year)):
            if mention.end == start:
                start = mention.start
        best = max(best, before[start : len(before) - shared], key=len)
    return best + name


def _placed_otherwise(
    name: str, context: str, year: int | None, index_division: Division | None
) -> tuple[str, Division | None]:
    """A name without its place: from its zone, the index number, the gazetteer or the other places of the text."""
    for zone, code in places.zones().items():
        if name.startswith(zone):
            return name, places.by_code(code)
    if name.startswith(_REGION):
        return _of_region(name, context)
    if _CENTRAL.match(name):
        return name, _central_branch_place(name, year)
    if branch := _central_branch_place(name, year):
        return name, branch
    township = organizations.township_in(name)
    if township:
        division = index_division or _county_of(township, context, year)
        return (_prefixed(name, division, year), division) if division else (name, None)
    if RELATIVE.match(name):
        kind = name.lstrip("本我该")[0]
        division = index_division or _only_place(context, year, kind) or _site_division(context, year, kind)
        rest = RELATIVE.sub("", name)
        return (_prefixed(rest, division, year), division) if division else (name, None)
    if index_division:
        return name, index_division
    if _INSTITUTION.search(name) or organizations.is_zone(name) or _IN_A_ZONE.search(name):
        return name, _by_leading_stem(name, year)
    return name, None


def _of_region(name: str, context: str) -> tuple[str, Division | None]:
    """自治区民政厅 under the name of the only autonomous region that the text speaks of."""
    spoken = {code for stem, code in _REGIONS.items() if stem in context}
    division = places.by_code(spoken.pop()) if len(spoken) == 1 else None
    return (division.name + name.removeprefix(_REGION), division) if division else (name, None)


def _county_of(township: str, context: str, year: int | None) -> Division | None:
    """The county of a township: the one in the text that has it or that stands there alone, else the only one today."""
    holders = {t.parent for t in places.townships(township)}
    named = {d.code: d for m in mentions.find(context, year) for d in m.candidates if d.level == "county"}
    both = holders & named.keys()
    if len(both) == 1:
        return named[both.pop()]
    if len(named) == 1:
        return next(iter(named.values()))
    return places.by_code(holders.pop(), year) if len(holders) == 1 else None


def _only_place(context: str, year: int | None, kind: str) -> Division | None:
    """The only division of the text whose name ends in 市, 县 or 区."""
    found = {d.code: d for m in mentions.find(context, year) for d in m.candidates if d.name.endswith(kind)}
    return next(iter(found.values())) if len(found) == 1 else None


def _site_division(context: str, year: int | None, kind: str) -> Division | None:
    """The division whose code the site bears, where it is of the kind that the name tells."""
    match = _SITE_CODE.search(context)
    division = places.by_code(match[1] or match[2], year) if match else None
    return division if division and division.name.endswith(kind) else None


def _prefixed(name: str, division: Division, year: int | None) -> str:
    city = places.city_of(division, year)
    return (city.name if city else "") + division.name + name


def _by_leading_stem(name: str, year: int | None, within: str | None = None) -> Division | None:
    """The division a name begins with the stem of (义乌…学院, 浙江永康经济开发区), where only one can be meant."""
    if name.startswith("中山") and not name.startswith("中山市"):  # Named after the man, wherever they stand.
        return None
    for length in range(min(6, len(name) - 2), 1, -1):
        found = places.by_stem(name[:length], year, within)
        provinces = [d for d in found if d.level == "province"]
        if provinces and (below := _by_leading_stem(name[length:], year, provinces[0].code)):
            return below
        widest = [d for d in found if all(places.is_within(other, d.code) for other in found)] or provinces
        if found:
            return widest[0] if widest else None
    return None
