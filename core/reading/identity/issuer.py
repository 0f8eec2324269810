"""Who may have issued a report: the names a page gives, the best witness first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from core.places import mentions, organizations
from core.reading.identity.page import OPENING, QUOTED, Page
from core.reading.identity.title import HEAD, SUBJECT, Title
from core.text import dates
from core.text.years import YEAR

_TITLE_TAIL = re.compile(f"(?:政府|政务|党务)?{SUBJECT}.*$")
_TITLE_YEAR = re.compile(rf"(?:19|20)\d\d(?:-(?:20)?\d\d)?(?:学?年)?度?|{YEAR}年度?")
_EMPTY_BRACKETS = re.compile("\\(\\)|\\[\\]")
_OF_OTHERS = ("报送", "上报", "报", "驻", "按照", "根据", "依照", "依据", "遵照")
_DECLARED = re.compile("(?:公布|发布|公开|编制|反映|将)$")
_WHOLE_PLACE = re.compile("全[省市县区州旗镇乡](?!委)|我[省市县区州旗](?!委)")
_TABLE_TITLE = re.compile("^[ \t]*([^\n,。|]{2,40}?)(?:年?度?)政府信息公开(?:工作)?情况统计表", re.MULTILINE)
_WHOLE = re.compile("(?:全|本|我)?[省市县区州旗镇乡局](?:本级)?|本级")
_VAGUE_FIELD = re.compile(
    "^(?:本站|办公室|综合[处科室办]|党政办|秘书[处科]|[\u4e00-\u9fff]{2,4}[处科室股]|.*[及、].*)$"
)
RELATIVE = re.compile("^(?:本|我|该)?[省市县区州旗](?![\u4e00-\u9fff]{0,2}[省市县区])")
_RELATIVE_SUBJECT = re.compile(
    "(?:年度?,?|^)([市县区旗][\u4e00-\u9fff]{1,14}?局)(?=主动公开|共|全年|认真|累计|在)", re.MULTILINE
)
_HOST = re.compile("(?:主办|版权所有)(?:单位)?[ :]*([\u4e00-\u9fff]{4,30})")
_GOVERNMENT = re.compile("政府(?:办(?:公[室厅])?)?$|[省市县区州旗镇乡]$|街道$")
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
    "(?<![\u4e00-\u9fff])(?![各全我本县区市个等]|其中|所辖|下辖)([\u4e00-\u9fff]{2,5}(?:街道|镇|乡))(?!镇|乡|[和及、村办])"
)
_ABOVE_PLACE = re.compile("(?:国家税务总局|国家统计局|中国人民银行|中共|共青团)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate for the issuing body. `declared`: the page says formally that this is its name."""

    name: str
    declared: bool = False


def candidates(page: Page, year: int | None) -> Iterator[Candidate]:
    """Who may have issued the report, the best witness first."""
    publisher = field_body(page, "publisher")
    titled = _title_body(page.title)
    if titled:
        if publisher and not _GOVERNMENT.search(titled) and organizations.is_short_for(titled, publisher):
            yield Candidate(publisher, declared=True)
        yield Candidate(titled, declared=bool(page.title and not page.title.own))
    if publisher and not RELATIVE.match(publisher):
        yield Candidate(publisher, declared=True)
    if table := _TABLE_TITLE.search(page.head):
        yield Candidate(_TITLE_YEAR.sub("", table[1]))
    source = field_body(page, "source")
    signer = signature(page)
    for name in (signer, source):
        if name and not RELATIVE.match(name):
            yield Candidate(name)
    if path := _path_body(page):
        yield Candidate(path)
    if host := _host(page):
        yield Candidate(host)
    yield from (Candidate(name) for name in _mentioned(page, year))
    if subject := _relative_subject(page):
        yield Candidate(subject)
    yield from (Candidate(name) for name in (publisher, source, signer) if name)


def _title_body(title: Title | None) -> str | None:
    if not title:
        return None
    named = re.search("[(\\[]([^()]{3,30})[)\\]]$", title.text)
    if named and organizations.is_body(named[1]):
        return named[1]
    name = _TITLE_TAIL.sub("", _EMPTY_BRACKETS.sub("", _TITLE_YEAR.sub("", title.text)))
    name = name.removeprefix("关于").removesuffix("关于").rstrip(":")
    return None if len(name) < 2 or _WHOLE.fullmatch(name) else name


def field_body(page: Page, field: str) -> str | None:
    """The body a labelled field names; None where it is vague (本站, 办公室) or names none."""
    words = page.fields.get(field, "").split()
    if not words or _VAGUE_FIELD.match(words[0]):
        return None
    name = organizations.without_inner_office(words[0])
    return name if organizations.is_body(name) or re.search("^..+[省市县区州旗]$", name) else None


def signature(page: Page) -> str | None:
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


def _path_body(page: Page) -> str | None:
    """The last body of a path (首页 > 县财政局 > 年报); a government there is only the owner of the site."""
    for line in page.head[:OPENING].split("\n"):
        if line.count(">") > 1:
            bodies = [name for step in re.split("[>:]+", line) if organizations.is_body(name := step.strip())]
            if bodies and not bodies[-1].endswith("政府"):
                return bodies[-1]
    return None


def _host(page: Page) -> str | None:
    """Who keeps the site, as its foot says, where that is the kind of body the page calls itself (我局)."""
    own_kind = _own_kind(page.body[: 2 * HEAD])
    names = [match[1] for match in _HOST.finditer(page.tail)] if own_kind else []
    return next((name for name in names if organizations.is_body(name) and re.search(f"(?:{own_kind})$", name)), None)


def _relative_subject(page: Page) -> str | None:
    """The only body told by its level alone (县财政局) that discloses itself, where no whole county is spoken of."""
    found = set(_RELATIVE_SUBJECT.findall(page.head))
    return found.pop() if len(found) == 1 and not _WHOLE_PLACE.search(page.head) else None


def _mentioned(page: Page, year: int | None) -> list[str]:
    """Bodies the running text names with their place, the likeliest issuer first."""
    text = QUOTED.sub(lambda m: "《" + "·" * (len(m[0]) - 2) + "》", page.head)
    own_kind = _own_kind(page.body[: 2 * HEAD])
    scores: Counter[str] = Counter()
    done = 0
    for mention in mentions.find(text, year):
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
