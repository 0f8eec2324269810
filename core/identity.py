"""Whose report, of which year, when published: what a document says of itself.

The statistics period and the body outrank the title, the title outranks the date of publication. Bodies are named as
of the report's year; the division is told under its code of that year and under its full name of today.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core import dates, organizations, places
from core.places import Division
from core.text import CleanText
from core.titles import HEAD, SUBJECT, Title, find_title
from core.titles import reject_reason as _reject_reason
from core.types import Document, Identity, Issue

_TAIL, _LONGEST_FOOT = 700, 4000
_SEAL = re.compile("\\((?:盖章|公章|章|印章)\\)")
_SIGNED = re.compile(
    "^[ \t]*([\u4e00-\u9fff()]{4,40})[ \t]*\\n\\s*\\(?20\\d\\d *[年./-] *\\d\\d? *[月./-] *\\d\\d? *[日号]?\\)?[ \t]*$",
    re.MULTILINE,
)
_OPENING = 600
_OF_A_PERIOD = re.compile("统计|期限|[日\\d] *[起至到止]")
_LONGEST_TOP_LINE = 120
_FIELDS: tuple[tuple[str, str], ...] = (
    ("title", "标\\s*题"),
    ("index", "(?:政府信息|信息|公开|文件)?索\\s*[引取]\\s*号"),
    (
        "publisher",
        "发\\s*[布文]\\s*(?:机\\s*[构关]|单\\s*位)|公开(?:责任)?(?:部门|单位|机构)|制作(?:机关|单位)|信息提供(?:单位)?",
    ),
    ("source", "(?:信息|文章|稿件)?来\\s*源"),
    ("published", "(?:文章|信息|稿件|页面)?发\\s*布\\s*(?:日\\s*期|时\\s*间)"),
    ("disclosed", "(?:公开|发文|公布|上网)\\s*(?:日\\s*期|时\\s*间)"),
    ("written", "(?:成文|生成|制发|印发)\\s*(?:日\\s*期|时\\s*间)"),
    ("dated", "(?:更新)?(?:日\\s*期|时\\s*间)"),
)
_FIELD = re.compile(
    "(?=[标索发公制信来成生文稿页更日时印上政])(?<![\u4e00-\u9fff])(?:"
    + "|".join(f"(?P<{name}>{label})" for name, label in _FIELDS)
    + ")"
)
_FIELD_GAP = re.compile("[ \t]*[:|][ \t:|]*|[ \t]*(?=\n)")
_NEXT_LINE = re.compile("\\s*\n[ \t|]*")
_FIELD_TEXT = re.compile("[^|\n]*")
_DATE_FIELDS = ("published", "disclosed", "dated", "written")
_INDEX_NUMBER = re.compile("[0-9A-Za-z](?:[0-9A-Za-z_.-]| ?/ ?){6,}[0-9A-Za-z]")
_GLUED_DATE = re.compile("(?:发布|公开)(?:日期|时间): *20\\d\\d[年./-] *\\d\\d?[月./-] *\\d\\d?")
_WRITTEN_IN_ADDRESS = re.compile("/t?(20\\d\\d)(\\d\\d)(\\d\\d)_\\d")
_CREDIT_CODE = re.compile("[1-9A-Z][0-9A-Z](\\d{6})[0-9A-Z]{10}(?![0-9A-Z])")
_OLD_DATE_DAMAGE = re.compile("〔20\\d{3,}号|(?<!\\d)20\\d\\d\\d{1,2}月\\d{1,2}日|(?<!\\d)20\\d{4,6}日|\\?{3,}")
# A stolen copy of a site puts an advertiser's name in the place of 关于: …办公室某某娱乐平台:印发…的通知.
_ADVERTISER = re.compile(
    "《[^《》]{4,60}:(?:印发|做好|开展|编制|进一步|加强|全面)[^。\n]{0,80}通知"
    "|(?:娱乐|彩票|棋牌|博彩|赌场|体育|投注)[\u4e00-\u9fffA-Za-z0-9]{0,6}(?:平台|官网|网址|下载|app|APP|注册|登录)"
)
_YEAR = re.compile("(?<![\\d〔\\[(])((?:19|20)\\d\\d) *年(?! *\\d{1,2} *[月.])")
_FIGURE_YEAR = re.compile(
    "(?:^|[。\n;)]|\\s)\\s*((?:19|20)\\d\\d)年度?,?(?:[我本全][\u4e00-\u9fff]{1,4})?(?:共|累计)?"
    "(?:主动公开|收到|受理)[^。\n,]{0,20}\\d+ ?[条件]"
)
_SPREAD = re.compile("[\u4e00-\u9fff()](?: +[\u4e00-\u9fff()])+|[12] ?[0-9] ?[0-9] ?[0-9] ?年[0-9 ]+月[0-9 ]+日")
_REPORT_YEARS = range(2003, 2035)
_QUOTED = re.compile("《[^《》]{0,200}》")
_TITLE_TAIL = re.compile(f"(?:政府|政务|党务)?{SUBJECT}.*$")
_TITLE_YEAR = re.compile("(?:19|20)\\d\\d(?:-(?:20)?\\d\\d)?(?:学?年)?度?|[一二][〇○零OoО0一二三四五六七八九]{3}年度?")
_EMPTY_BRACKETS = re.compile("\\(\\)|\\[\\]")
_OF_OTHERS = ("报送", "上报", "报", "驻", "按照", "根据", "依照", "依据", "遵照")
_DECLARED = re.compile("(?:公布|发布|公开|编制|反映|将)$")
_WHOLE_PLACE = re.compile("全[省市县区州旗镇乡](?!委)|我[省市县区州旗](?!委)")
_TABLE_TITLE = re.compile("^[ \t]*([^\n,。|]{2,40}?)(?:年?度?)政府信息公开(?:工作)?情况统计表", re.MULTILINE)
_WHOLE = re.compile("(?:全|本|我)?[省市县区州旗镇乡局](?:本级)?|本级")
_VAGUE_FIELD = re.compile(
    "^(?:本站|办公室|综合[处科室办]|党政办|秘书[处科]|[\u4e00-\u9fff]{2,4}[处科室股]|.*[及、].*)$"
)
_RELATIVE = re.compile("^(?:本|我|该)?[省市县区州旗](?![\u4e00-\u9fff]{0,2}[省市县区])")
_RELATIVE_SUBJECT = re.compile(
    "(?:年度?,?|^)([市县区旗][\u4e00-\u9fff]{1,14}?局)(?=主动公开|共|全年|认真|累计|在)", re.MULTILINE
)
_GOVERNMENT = re.compile("政府(?:办(?:公[室厅])?)?$|[省市县区州旗镇乡]$|街道$")
_COMMITTEE_OFFICE = re.compile("(?<=管委会)办公室$|(?<=管理委员会)办公室$")
_SELF_KINDS = {
    "局": "局",
    "委": "委|委员会|管委会",
    "办": "办|办公室",
    "厅": "厅",
    "中心": "中心",
    "院": "院",
    "校": "学|学校|学院",
    "会": "会",
    "队": "队",
    "馆": "馆",
    "公司": "公司",
    "镇": "镇|镇人民政府|镇政府",
    "乡": "乡|乡人民政府|乡政府",
    "街": "街道|办事处",
}
_TOWNSHIP_KINDS = (_SELF_KINDS["镇"], _SELF_KINDS["乡"], _SELF_KINDS["街"])
_SELF = re.compile(f"(?:我|本)({'|'.join(_SELF_KINDS)})(?![法理议计])")
_TOWNSHIP_MENTION = re.compile(
    "(?<![\u4e00-\u9fff])(?![各全我本县区市])([\u4e00-\u9fff]{2,5}(?:街道|镇|乡))(?!镇|乡|[和及、村办])"
)
_ABOVE_PLACE = re.compile("(?:国家税务总局|国家统计局|中国人民银行|中共|共青团)$")
_ABOVE_PLACE_HEAD = re.compile("^(?:国家税务总局|国家统计局|中国人民银行)")
_INSTITUTION = re.compile("(?:学院|大学|学校|[中小]学|医院|公司|银行|海关|海事局|监狱)$")
_MINISTRY = re.compile("[\u4e00-\u9fff]{2}部|审计署")
_BRANCH = re.compile("(?:局|会|委(?!员))([\u4e00-\u9fff]{2,4})分局$")
_CENTRAL_BRANCH = re.compile(
    "(?:[局部会署国]|银行)([\u4e00-\u9fff]{2,3})(调查(?:总)?队|监管(?:分)?局|海关|海事局|(?:市)?(?:中心)?支行|局)$"
)
_CENTRAL = re.compile("^(?:国家|中国|中央|全国|国务院|最高)")


@dataclass(frozen=True, slots=True)
class _Page:
    """The parts of a cleaned document that can tell its identity, dates with western digits."""

    head: str
    tail: str
    closing: str
    """The stretch that ends with the signature, where the foot of a site follows it; else the tail."""
    body: str
    fields: dict[str, str]
    title: Title | None

    @property
    def ends(self) -> str:
        return self.head if self.tail in self.head else self.head + "\n" + self.tail


@dataclass(frozen=True, slots=True)
class _Body:
    """A candidate for the issuing body. `declared`: the page says formally that this is its name."""

    name: str
    declared: bool = False


def reject_reason(document: Document, clean: CleanText) -> str | None:
    """One sentence that says why the document is no annual disclosure report; None if it is one."""
    page = _page(clean.text)
    return _reject_reason(clean.text, page.title)


def identify(document: Document, clean: CleanText) -> tuple[Identity, tuple[Issue, ...]]:
    """The report's title, year, body, place and dates, and what is odd about them. `template` is not judged here."""
    page = _page(clean.text)
    issues: list[Issue] = []
    title_year = _title_year(page.title)
    found = dates.period(page.ends, title_year)
    year = _year(page, title_year, found[0] if found else None, found[1] if found else None)
    if not found and year and not title_year:
        found = dates.period(page.ends, year)
    index_number = _index_number(page)
    index_division = _index_division(index_number, year)
    body, division = _body(page, year, index_division)
    issues += _title_issues(page.title)
    issues += _year_issues(page, year, title_year, found[0] if found else None)
    issues += _body_issues(page, body)
    issues += _repair_issues(page, clean, bool(found and found[2]))
    return (
        Identity(
            title=page.title.text if page.title else None,
            year=year,
            organization=body,
            division_code=division.code[:6] if division else None,
            division=_full_name_today(division) if division else None,
            period_start=found[0] if found else None,
            period_end=found[1] if found else None,
            published_on=_published_on(page),
            index_number=index_number,
        ),
        tuple(issues),
    )


def body_named(name: str, year: int | None) -> tuple[str, str | None, str | None] | None:
    """A body by the name a person gives it: in full, with the code and full name of its division; None for no body."""
    given = re.sub(r"\s", "", name).replace("（", "(").replace("）", ")")
    located = _located(_Body(given, declared=True), given, year, None)
    if located is None or not organizations.is_body(located[0]):
        return None
    body, division = located
    return body, division.code[:6] if division else None, _full_name_today(division) if division else None


def _full_name_today(division: Division) -> str:
    """The full name of the division it became; its own of then where it was merged or split up."""
    return places.full_name(places.heir(division))


# --- the page ----------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _page(text: str) -> _Page:
    """The parts of a cleaned text; kept between the two questions that are asked of each document."""
    head = text[:HEAD]
    fields = _fields(head)
    title = find_title(head, fields.get("title"))
    tail = dates.western(_closed_up(text[-_TAIL:]))
    return _Page(dates.western(head), tail, _closing(text) or tail, text, fields, title)


def _closing(text: str) -> str | None:
    """The stretch up to the last line of a date under a line of a body's name."""
    end = dates.western(_closed_up(text[-_LONGEST_FOOT:]))
    for match in reversed(list(_SIGNED.finditer(end))):
        if organizations.is_body(_SEAL.sub("", match[1])):
            return end[max(match.end() - _TAIL, 0) : match.end()]
    return None


def _closed_up(tail: str) -> str:
    """The lines without bars around them; names and dates spread over a line (泰 顺 县, 2 0 2 2 年) without blanks."""
    lines = (line.strip("| \t") for line in tail.split("\n"))
    return "\n".join(line.replace(" ", "") if _SPREAD.fullmatch(line) else line for line in lines)


def _fields(head: str) -> dict[str, str]:
    """The labelled values at the top of a page: 索引号: …, 发布机构 | … |."""
    labels = [(m, gap) for m in _FIELD.finditer(head[:2000]) if (gap := _FIELD_GAP.match(head, m.end()))]
    fields: dict[str, str] = {}
    ends = [match.start() for match, _ in labels[1:]] + [len(head)]
    for (match, gap), following in zip(labels, ends, strict=False):
        name = match.lastgroup
        words = _value(head, gap.end(), following)
        if name and words and name not in fields:
            fields[name] = words
    return fields


def _value(head: str, start: int, end: int) -> str:
    """The words behind a label, those of the next line where its own holds none."""
    value = _FIELD_TEXT.match(head, start, end)
    words = value[0].strip() if value else ""
    if not words and (below := _NEXT_LINE.match(head, start, end)):
        value = _FIELD_TEXT.match(head, below.end(), end)
        words = value[0].strip() if value else ""
    return words


# --- year --------------------------------------------------------------------------------------------


def _title_year(title: Title | None) -> int | None:
    match = re.search("(?:19|20)\\d\\d", dates.western(title.text)) if title else None
    return int(match[0]) if match else None


def _body_years(page: _Page) -> Counter[int]:
    """How often the body speaks of each year as a whole; titles, laws and document numbers do not count."""
    text = _QUOTED.sub("", page.body[: 4 * HEAD])
    if page.title:
        text = text.replace(page.title.text, "")
    return Counter(year for match in _YEAR.finditer(text) if (year := int(match[1])) in _REPORT_YEARS)


def _year(page: _Page, title_year: int | None, start: date | None, end: date | None) -> int | None:
    years = _body_years(page)
    period_year = start.year if start and end and start.year == end.year else None
    if period_year and (title_year in (None, period_year) or years[period_year] >= years[title_year or 0]):
        return period_year
    most = min((y for y, n in years.items() if n == max(years.values())), default=None)
    if title_year:
        # A leftover of the year before does not outweigh a title the body agrees with.
        return most if most and most != title_year and not years[title_year] and years[most] >= 3 else title_year
    return period_year or most or _year_before(page)


def _year_before(page: _Page) -> int | None:
    published = _published_on(page)
    return published.year - 1 if published else None


# --- dates and numbers -------------------------------------------------------------------------------


def _published_on(page: _Page) -> date | None:
    """The date of publication a field gives, else one that opens a line at the top, else that of the signature."""
    for field in _DATE_FIELDS:
        words = dates.western(page.fields.get(field, "")[:40])
        found = dates.first_date(words) or dates.compact_date(words)
        if found:
            return found
    return _opening_date(page.head) or _signature_date(page) or _glued_date(page.head) or _address_date(page.head)


def _opening_date(head: str) -> date | None:
    """A date among the short lines above the first sentence."""
    for line in head[:_OPENING].split("\n"):
        if "。" in line or len(line) > _LONGEST_TOP_LINE or _OF_A_PERIOD.search(line):
            return None
        found = dates.first_date(line)
        if found:
            return found
    return None


def _signature_date(page: _Page) -> date | None:
    """The last date under or after a body's name at the end (of a covering letter: at the top), else the only one."""
    for part in (page.closing, page.head):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        lone: list[date] = []
        for above, line in reversed(list(zip(["", *lines], lines, strict=False))):
            for before, day in dates.signature_dates(line):
                if organizations.is_body(before) or (not before and organizations.is_body(above)):
                    return day
                if not before:
                    lone.append(day)
        if len(lone) == 1:
            return lone[0]
    return None


def _glued_date(head: str) -> date | None:
    """The date of a field without a blank or a line before it: …年度报告发布日期:2019-02-11."""
    match = _GLUED_DATE.search(head[:_OPENING])
    return dates.first_date(match[0]) if match else None


def _address_date(head: str) -> date | None:
    """The date in the address of the page, as some sites make them: …/t20220122_1234.html."""
    match = _WRITTEN_IN_ADDRESS.search(head[:_OPENING])
    return dates.first_date("-".join(match.groups())) if match else None


def _index_number(page: _Page) -> str | None:
    match = _INDEX_NUMBER.match(page.fields.get("index", ""))
    return match[0].replace(" ", "") if match else None


def _index_division(index_number: str | None, year: int | None) -> Division | None:
    """The division in digits 3 to 8 of the unified social credit code that opens a modern index number."""
    match = _CREDIT_CODE.match(index_number or "")
    return places.by_code(match[1], year) if match else None


# --- the body ----------------------------------------------------------------------------------------


def _body(page: _Page, year: int | None, index_division: Division | None) -> tuple[str | None, Division | None]:
    """The issuing body's name in full and the division it belongs to."""
    context = page.ends
    for candidate in _candidates(page, year):
        named = _located(candidate, context, year, index_division)
        if named:
            return named
    return None, None


def _candidates(page: _Page, year: int | None) -> Iterator[_Body]:
    """Who may have issued the report, the best witness first."""
    publisher = _field_body(page, "publisher")
    titled = _title_body(page.title)
    if titled:
        if publisher and not _GOVERNMENT.search(titled) and organizations.is_short_for(titled, publisher):
            yield _Body(publisher, declared=True)
        yield _Body(titled, declared=bool(page.title and not page.title.own))
    if publisher and not _RELATIVE.match(publisher):
        yield _Body(publisher, declared=True)
    if table := _TABLE_TITLE.search(page.head):
        yield _Body(_TITLE_YEAR.sub("", table[1]))
    source = _field_body(page, "source")
    signature = _signature(page)
    for name in (signature, source):
        if name and not _RELATIVE.match(name):
            yield _Body(name)
    if path := _path_body(page):
        yield _Body(path)
    yield from (_Body(name) for name in _mentioned(page, year))
    if subject := _relative_subject(page):
        yield _Body(subject)
    yield from (_Body(name) for name in (publisher, source, signature) if name)


def _title_body(title: Title | None) -> str | None:
    if not title:
        return None
    named = re.search("[(\\[]([^()]{3,30})[)\\]]$", title.text)
    if named and organizations.is_body(named[1]):
        return named[1]
    name = _TITLE_TAIL.sub("", _EMPTY_BRACKETS.sub("", _TITLE_YEAR.sub("", title.text)))
    name = name.removeprefix("关于").removesuffix("关于").rstrip(":")
    return None if len(name) < 2 or _WHOLE.fullmatch(name) else name


def _field_body(page: _Page, field: str) -> str | None:
    words = page.fields.get(field, "").split()
    if not words or _VAGUE_FIELD.match(words[0]):
        return None
    name = organizations.without_inner_office(words[0])
    return name if organizations.is_body(name) or re.search("^..+[省市县区州旗]$", name) else None


def _signature(page: _Page) -> str | None:
    """The name above, or before, the last date that ends a line."""
    lines = [line.strip() for line in page.closing.split("\n") if line.strip()]
    for i in range(len(lines) - 1, -1, -1):
        signed = dates.signature_dates(lines[i])
        if signed and len(lines[i]) < 60:
            before = signed[0][0]
            names = [before] if before else ["".join(lines[max(i - count, 0) : i]) for count in (1, 2)]
            signer = next((name for name in names if len(name) > 3 and organizations.is_body(name)), None)
            return organizations.without_inner_office(signer) if signer else None
    return None


def _path_body(page: _Page) -> str | None:
    """The last body of a path (首页 > 县财政局 > 年报); a government there is only the owner of the site."""
    for line in page.head[:_OPENING].split("\n"):
        if line.count(">") > 1:
            bodies = [name for step in re.split("[>:]+", line) if organizations.is_body(name := step.strip())]
            if bodies and not bodies[-1].endswith("政府"):
                return bodies[-1]
    return None


def _relative_subject(page: _Page) -> str | None:
    """The only body told by its level alone (县财政局) that discloses itself, where no whole county is spoken of."""
    found = set(_RELATIVE_SUBJECT.findall(page.head))
    return found.pop() if len(found) == 1 and not _WHOLE_PLACE.search(page.head) else None


def _mentioned(page: _Page, year: int | None) -> list[str]:
    """Bodies the running text names with their place, the likeliest issuer first."""
    text = _QUOTED.sub(lambda m: "《" + "·" * (len(m[0]) - 2) + "》", page.head)
    own_kind = _own_kind(page.body[: 2 * HEAD])
    scores: Counter[str] = Counter()
    done = 0
    for mention in places.find(text, year):
        if mention.start < done:
            continue
        above = _ABOVE_PLACE.search(text, max(mention.start - 10, 0), mention.start)
        start = above.start() if above else mention.start
        name = text[start : mention.start] + (
            organizations.body_at(text, mention.start) or text[mention.start : mention.end]
        )
        done = start + len(name)
        weight = _weight(text, start, done, name)
        if weight and (own_kind is None or re.search(f"(?:{own_kind})$", name)):
            office = own_kind == _SELF_KINDS["办"]
            name = name if office else organizations.without_inner_office(name)
            scores[organizations.of_government(name) if _GOVERNMENT.search(name) and not office else name] += weight
    if not scores and own_kind in (None, *_TOWNSHIP_KINDS):
        scores.update(_TOWNSHIP_MENTION.findall(page.head))
    return [name for name, _ in scores.most_common(5)]


def _own_kind(text: str) -> str | None:
    """How the reporting body's name must end, from what it calls itself most (我局, 本镇); None where it does not say."""
    said = Counter(match[1] for match in _SELF.finditer(text))
    return _SELF_KINDS[said.most_common(1)[0][0]] if said else None


def _weight(text: str, start: int, end: int, name: str) -> int:
    """How likely a mention names the issuer; 0 for an addressee, another's notice, or the site of a government."""
    after = text[end : end + 8]
    before = text[max(start - 8, 0) : start]
    if after.startswith((":", "关于", "驻", "《", "》")) or before.endswith(_OF_OTHERS):
        return 0
    if name.endswith("政府") and re.match("门户|网站|网|信息网|信息公开网", after):
        return 0
    weight = 1
    if (
        re.match(" ?(?:19|20)\\d\\d", after)
        or _DECLARED.search(before)
        or before.rstrip().endswith(("年,", "年度,", "由"))
    ):
        weight += 3
    if re.match("(?:编制|把|按|依照|主动|认真|全年|严格|共)", after):
        weight += 2
    if re.search("[省市县区州旗盟]$", name):
        # A bare place issues a report only where the whole of it reports.
        weight = 1 if _WHOLE_PLACE.search(text) or re.match("(?:全年)?(?:主动|共|累计)公开", after) else 0
    return weight


def _located(
    candidate: _Body, context: str, year: int | None, index_division: Division | None
) -> tuple[str, Division | None] | None:
    """The candidate's name in full and its division; None where the words name no body."""
    name = organizations.complete(candidate.name)
    if len(name) < 4 and not _MINISTRY.fullmatch(name):
        return None
    chain = organizations.leading_places(name, year, context)
    if not chain:
        name = _with_places_before(name, context, year)
        chain = organizations.leading_places(name, year, context)
    if not chain:
        return _placed_otherwise(name, context, year, index_division)
    if not candidate.declared and name.startswith((chain[0].name, places.short_name(chain[0].name))):
        city = places.city_of(chain[0], year)
        name = (city.name if city else "") + name
    name = _without_places_above_county(name, chain, year)
    return name, _branch_place(name, chain[-1], year) or chain[-1]


def _without_places_above_county(name: str, chain: tuple[Division, ...], year: int | None) -> str:
    """东台市农业局 for 盐城市东台市农业局: only a district needs its city in front."""
    for i, division in enumerate(chain):
        if division.level == "county" and places.city_of(division, year) is None:
            above = "".join(f"(?:{d.name}|{places.short_name(d.name)})" for d in chain[:i])
            return re.sub(f"^{above}(?={division.name}|{places.short_name(division.name)})", "", name)
    return name


def _branch_place(name: str, above: Division, year: int | None) -> Division | None:
    """The district a branch works for: 鹿城区 for 温州市公安局鹿城分局."""
    match = _BRANCH.search(name)
    found = places.by_stem(match[1], year, above.code) if match else ()
    return found[0] if len(found) == 1 else None


def _central_branch_place(name: str, year: int | None) -> Division | None:
    """The place a branch of a central body works for: 国家统计局温州调查队; a bare 局 only for a province (自然资源部北海局)."""
    match = _CENTRAL_BRANCH.search(name)
    if not match:
        return _by_leading_stem(_ABOVE_PLACE_HEAD.sub("", name), year) if _ABOVE_PLACE_HEAD.match(name) else None
    found = places.by_stem(match[1], year)
    widest = [d for d in found if all(places.is_within(other, d.code) for other in found)]
    return widest[0] if widest and (match[2] != "局" or widest[0].level == "province") else None


def _with_places_before(name: str, context: str, year: int | None) -> str:
    """The name with the places the text puts before it elsewhere: 福安市城北街道 for 城北街道."""
    key = re.sub("(?:人民政府|办事处)$", "", name)
    best = ""
    for match in re.finditer(re.escape(key), context):
        before = context[max(match.start() - 20, 0) : match.start()]
        start = len(before)
        for mention in reversed(places.find(before, year)):
            if mention.end == start:
                start = mention.start
        best = max(best, before[start:], key=len)
    return best + name


def _placed_otherwise(
    name: str, context: str, year: int | None, index_division: Division | None
) -> tuple[str, Division | None]:
    """A name without its place: from its zone, the index number, the gazetteer or the other places of the text."""
    for zone, code in places.zones().items():
        if name.startswith(zone):
            return name, places.by_code(code)
    if _CENTRAL.match(name):
        return name, _central_branch_place(name, year)
    if branch := _central_branch_place(name, year):
        return name, branch
    township = organizations.township_in(name)
    if township:
        division = index_division or _county_of(township, context, year)
        return (_prefixed(name, division, year), division) if division else (name, None)
    if _RELATIVE.match(name):
        division = index_division or _only_place(context, year, name.lstrip("本我该")[0])
        rest = _RELATIVE.sub("", name)
        return (_prefixed(rest, division, year), division) if division else (name, None)
    if index_division:
        return name, index_division
    if _INSTITUTION.search(name) or organizations.is_zone(name):
        return name, _by_leading_stem(name, year)
    return name, None


def _county_of(township: str, context: str, year: int | None) -> Division | None:
    """The county of a township: the one in the text that has it or that stands there alone, else the only one today."""
    holders = {t.parent for t in places.townships(township)}
    named = {d.code: d for m in places.find(context, year) for d in m.candidates if d.level == "county"}
    both = holders & named.keys()
    if len(both) == 1:
        return named[both.pop()]
    if len(named) == 1:
        return next(iter(named.values()))
    return places.by_code(holders.pop(), year) if len(holders) == 1 else None


def _only_place(context: str, year: int | None, kind: str) -> Division | None:
    """The only division of the text whose name ends in 市, 县 or 区."""
    found = {d.code: d for m in places.find(context, year) for d in m.candidates if d.name.endswith(kind)}
    return next(iter(found.values())) if len(found) == 1 else None


def _prefixed(name: str, division: Division, year: int | None) -> str:
    city = places.city_of(division, year)
    return (city.name if city else "") + division.name + name


def _by_leading_stem(name: str, year: int | None) -> Division | None:
    """The division a name begins with the stem of (义乌…学院, 浙江永康经济开发区), where only one can be meant."""
    if name.startswith("中山") and not name.startswith("中山市"):  # Named after the man, wherever they stand.
        return None
    for length in range(min(6, len(name) - 2), 1, -1):
        found = places.by_stem(name[:length], year)
        widest = [d for d in found if all(places.is_within(other, d.code) for other in found)]
        if found and widest and widest[0].level == "province":
            return _by_leading_stem(name[length:], year) or widest[0]
        if found:
            return widest[0] if widest else None
    return None


# --- issues ------------------------------------------------------------------------------------------


def _title_issues(title: Title | None) -> list[Issue]:
    if title is None:
        return [Issue("missing_title", "warning", "页面没有标题。")]
    if not title.own:
        return [Issue("missing_title", "info", f"页面没有单独的标题，标题取自开头一句：{title.text}。")]
    return []


def _year_issues(page: _Page, year: int | None, title_year: int | None, start: date | None) -> list[Issue]:
    issues = []
    if year is None:
        issues.append(Issue("missing_year", "warning", "页面没有写明是哪一年的报告。"))
    if year and title_year and title_year != year:
        issues.append(Issue("year_conflict", "warning", f"标题写的是{title_year}年，统计数据是{year}年的。"))
    if year and start and start.year != year and (not title_year or title_year == year):
        issues.append(Issue("year_conflict", "warning", f"统计期限从{start.year}年起，报告是{year}年的。"))
    for match in _FIGURE_YEAR.finditer(page.head):
        told = int(match[1])
        if year and told != year and abs(told - year) == 1:
            issues.append(Issue("year_conflict", "warning", f"有一项数据写的是{told}年，报告是{year}年的。"))
            break
    return issues


def _body_issues(page: _Page, body: str | None) -> list[Issue]:
    if body is None:
        return [Issue("missing_organization", "warning", "页面没有写明是哪个机关的报告。")]
    for other in (_field_body(page, "publisher"), _field_body(page, "source"), _signature(page)):
        if other and organizations.is_body(other) and not _same_body(body, other):
            return [Issue("organization_conflict", "info", f"报告由{body}编制，页面另写有{other}。")]
    return []


def _same_body(body: str, other: str) -> bool:
    named = _COMMITTEE_OFFICE.sub("", organizations.of_government(other.replace("政府", "府").replace("府", "政府")))
    plain = _RELATIVE.sub("", named)
    return plain in body or body in plain or any(organizations.is_short_for(plain, body[i:]) for i in range(len(body)))


def _repair_issues(page: _Page, clean: CleanText, period_damaged: bool) -> list[Issue]:
    told = {
        "traditional": "繁体字已转换为简体字。",
        "pinyin": "繁简转换残留在括号里的拼音已去除。",
        "tags": "残留的网页标签已去除。",
        "broken_bytes": "无法识别的乱码已去除。",
    }
    issues = [Issue("text_repaired", "info", told[repair]) for repair in sorted(clean.repairs) if repair in told]
    if period_damaged or _OLD_DATE_DAMAGE.search(page.head):
        issues.append(Issue("text_repaired", "info", "文中日期有字符缺失，已按可辨认的部分读取。"))
    if _ADVERTISER.search(page.head):
        issues.append(Issue("text_repaired", "info", "文中有词语被广告名称替换。"))
    return issues
