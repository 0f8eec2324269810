"""Who may have issued a report: the names a page gives, the best witness first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.places import organizations
from core.reading.identity.mentioned import RELATIVE, mentioned, own_kind, relative_subject
from core.reading.identity.page import OPENING, Page
from core.reading.identity.title import HEAD, SUBJECT, Title
from core.text import dates

# 医院院务(政府)信息公开, 供电公司供电信息公开: what is disclosed is no part of the name; 人民政府政府信息公开: 政府 is.
_WHAT_IS_DISCLOSED = (
    "(?:政府(?!政[府务])|政务(?:\\([院校厂]务\\))?|党务"
    "|(?:(?<=院)院务|(?<=[校学])校务|(?<=[司厂])(?:厂务|企务|供[电水热气]))(?:\\(政[府务]\\))?)"
)
_TITLE_TAIL = re.compile(f"{_WHAT_IS_DISCLOSED}?{SUBJECT}.*$")
_TITLE_YEAR = re.compile("(?:19|20)\\d\\d(?:-(?:20)?\\d\\d)?(?:学?年)?度?|[一二][〇○零OoО0一二三四五六七八九]{3}年度?")
_EMPTY_BRACKETS = re.compile("\\(\\)|\\[\\]")
_IN_TABLE_TITLES = "情况统计表"
_TABLE_TITLE = re.compile(f"^[ \t]*([^\n,。|]{{2,40}}?)(?:年?度?)政府信息公开(?:工作)?{_IN_TABLE_TITLES}", re.MULTILINE)
_WHOLE = re.compile("(?:全|本|我)?[省市县区州旗镇乡局](?:本级)?|本级")
_VAGUE_FIELD = re.compile(
    "^(?:本站|办公室|综合[处科室办]|党政办|秘书[处科]|[\u4e00-\u9fff]{2,4}[处科室股]|.*[及、].*)$"
)
_PATH = re.compile(" *(?:首页|(?:当前|所在)?位置|您现?在?的?位置)[^\n/]{0,12}/[^\n/]+/")
_HOST = re.compile("(?:主办|版权所有)(?:单位)?[ :]*([\u4e00-\u9fff]{4,30})")
_GOVERNMENT = re.compile("政府(?:办(?:公[室厅])?)?$|[省市县区州旗镇乡]$|街道$")
_SEAL = re.compile("\\((?:盖章|公章|章|印章|印)\\)")
_COMMITTEE_OFFICE = re.compile("(?<=管委会)办公室$|(?<=管理委员会)办公室$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate for the issuing body. `declared`: the page says formally that this is its name."""

    name: str
    declared: bool = False


def candidates(page: Page, year: int | None) -> Iterator[Candidate]:
    """Who may have issued the report, the best witness first; beside a title only who bears the name in it."""
    titled = title_body(page.title)
    if not titled:
        yield from _witnesses(page, year)
        return
    named = list(_fuller(titled, page))
    yield from named
    yield Candidate(titled, declared=bool(page.title and not page.title.own))
    yield from (other for other in _witnesses(page, year) if same_body(titled, other.name))


def _fuller(titled: str, page: Page) -> Iterator[Candidate]:
    """The body of a title as a label spells it out: 张店区发展和改革局 for 张店区发改局, 安康市财政局 for 市财政局."""
    publisher = field_body(page, "publisher")
    if publisher and not _GOVERNMENT.search(titled) and organizations.is_short_for(titled, publisher):
        yield Candidate(publisher, declared=True)
    if RELATIVE.match(titled):
        for name in (publisher, field_body(page, "source"), signature(page)):
            if name and not RELATIVE.match(name) and len(name) > len(titled) and same_body(titled, name):
                yield Candidate(name, declared=name == publisher)


def _witnesses(page: Page, year: int | None) -> Iterator[Candidate]:
    """Who may have issued a report whose title names no body."""
    publisher, source, signer = field_body(page, "publisher"), field_body(page, "source"), signature(page)
    if publisher and not RELATIVE.match(publisher):
        yield Candidate(publisher, declared=True)
    if _IN_TABLE_TITLES in page.head and (table := _TABLE_TITLE.search(page.head)):
        yield Candidate(_TITLE_YEAR.sub("", table[1]))
    for name in (signer, source):
        if name and not RELATIVE.match(name):
            yield Candidate(name)
    if path := _path_body(page):
        yield Candidate(path)
    if host := _host(page):
        yield Candidate(host)
    yield from (Candidate(name) for name in mentioned(page, year))
    if subject := relative_subject(page):
        yield Candidate(subject)
    yield from (Candidate(name) for name in (publisher, source, signer) if name)


def same_body(body: str, other: str) -> bool:
    """Whether two names may be of one body: in full and in short, with and without its place, its office for it."""
    named = _COMMITTEE_OFFICE.sub("", organizations.of_government(other.replace("政府", "府").replace("府", "政府")))
    plain, own = RELATIVE.sub("", named), RELATIVE.sub("", body)
    if plain in body or own in named:
        return True
    return any(organizations.is_short_for(plain, body[i:]) for i in range(len(body))) or any(
        organizations.is_short_for(own, named[i:]) for i in range(len(named))
    )


def title_body(title: Title | None) -> str | None:
    """The body that a title names; None where it names none, or only words."""
    if not title:
        return None
    bracketed = re.search("[(\\[]([^()]{3,30})[)\\]]$", title.text)
    if bracketed and organizations.is_body(bracketed[1]):
        return bracketed[1]
    name = _TITLE_TAIL.sub("", _EMPTY_BRACKETS.sub("", _TITLE_YEAR.sub("", title.text)))
    name = name.removeprefix("关于").removesuffix("关于").rstrip(":")
    return None if len(name) < 2 or _WHOLE.fullmatch(name) else name


def field_body(page: Page, field: str) -> str | None:
    """The body a labelled field names; None where it is vague (本站, 办公室) or names none."""
    words = _SEAL.sub("", page.fields.get(field, "")).split()
    if not words or _VAGUE_FIELD.match(words[0]):
        return None
    name = organizations.without_inner_office(words[0])
    return name if organizations.is_body(name) or re.search("^..+[省市县区州旗]$", name) else None


def signature(page: Page) -> str | None:
    """The name above, or before, the last date that ends a line."""
    lines = [line.strip() for line in _SEAL.sub("", page.closing).split("\n") if line.strip()]
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
        if line.count(">") > 1 or _PATH.match(line):
            bodies = [name for step in re.split("[>:/]+", line) if organizations.is_body(name := step.strip())]
            if bodies and not bodies[-1].endswith("政府"):
                return bodies[-1]
    return None


def _host(page: Page) -> str | None:
    """Who keeps the site, as its foot says, where that is the kind of body the page calls itself (我局)."""
    kind = own_kind(page.body[: 2 * HEAD])
    names = [match[1] for match in _HOST.finditer(page.tail)] if kind else []
    return next((name for name in names if organizations.is_body(name) and re.search(f"(?:{kind})$", name)), None)
