"""The parts of a cleaned page that can tell its identity: head, tail, signature, labelled fields, title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.places import organizations
from core.reading.identity.title import HEAD, Title, find_title
from core.text import dates
from core.text.searching import find_all

_TAIL, _LONGEST_FOOT = 700, 4000
_SEAL = re.compile("\\((?:盖章|公章|章|印章)\\)")
_SIGNED = re.compile(
    # Every line begins behind a break: so much is found faster than what may begin a line.
    "\n[ \t]*+([\u4e00-\u9fff()]{4,40})[ \t]*+\\n"
    "\\s*+\\(?20\\d\\d *+[年./-] *+\\d\\d? *+[月./-] *+\\d\\d? *+[日号]?\\)?[ \t]*+$",
    re.MULTILINE,
)
OPENING = 600
_FIELDS: tuple[tuple[str, str], ...] = (
    ("title", "标\\s*题|(?:信息|文件|公文)?名\\s*称"),
    ("index", "(?:政府信息|信息|公开|文件)?索\\s*[引取]\\s*号|信息索引"),
    (
        "publisher",
        "发\\s*[布文]\\s*(?:机\\s*[构关]|单\\s*位)|公开(?:责任)?(?:部门|单位|机构|主体)|责任(?:部门|单位)|(?:制作|编制|填[报表]|报告|报送|供稿)(?:机关|单位)|信息提供(?:单位)?",
    ),
    ("source", "(?:信息|文章|稿件)?来\\s*源"),
    ("published", "(?:文章|信息|稿件|页面)?发\\s*布\\s*(?:日\\s*期|时\\s*间)"),
    ("disclosed", "(?:公开|发文|公布|上网)\\s*(?:日\\s*期|时\\s*间)"),
    ("written", "(?:成文|生成|制发|印发)\\s*(?:日\\s*期|时\\s*间)"),
    ("dated", "(?:更新)?(?:日\\s*期|时\\s*间)"),
)
_FIELD = re.compile("|".join(f"(?P<{name}>{label})" for name, label in _FIELDS))
_FIELD_BEGINS = re.compile("[标索发公制信来成生文稿页更日时印上政名编填责报供](?<![\u4e00-\u9fff].)")
# A label may stand in bold or in brackets: **索引号**:, [ 索引号 ]; before (盖章); before a blank alone.
_FIELD_GAP = re.compile(
    "(?:\\((?:盖章|公章|章)\\))?(?:[ \t*]*[:|][ \t:|*]*|[ \t]*[\\]】][ \t:|]*"
    "|[ \t]*(?=\n)|[ \t]+(?=[0-9A-Za-z\u4e00-\u9fff]))"
)
_NEXT_LINE = re.compile("\\s*\n[ \t|•·●■◆▪*-]*")
_FIELD_TEXT = re.compile("[^|\n】]*")
_SPREAD = re.compile("[\u4e00-\u9fff()](?: +[\u4e00-\u9fff()])+|[12] ?[0-9] ?[0-9] ?[0-9] ?年[0-9 ]+月[0-9 ]+日")
QUOTED = re.compile("《[^《》]{0,200}》")


@dataclass(frozen=True, slots=True)
class Page:
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


@lru_cache(maxsize=1)
def page_of(text: str) -> Page:
    """The parts of a cleaned text; kept between the two questions that are asked of each document."""
    head = text[:HEAD]
    fields = _fields(head)
    title = find_title(head, fields.get("title"))
    western = dates.western(head)
    end = western if len(text) <= HEAD else dates.western(text[-_LONGEST_FOOT:])
    foot = _closed_up(end)
    tail = foot if len(end) <= _TAIL else _closed_up(end[-_TAIL:])
    return Page(western, tail, _closing(foot) or tail, text, fields, title)


def _closing(end: str) -> str | None:
    """The stretch up to the last line of a date under a line of a body's name."""
    for match in reversed(list(_SIGNED.finditer("\n" + end))):
        if organizations.is_body(_SEAL.sub("", match[1])):
            stop = match.end() - 1
            return end[max(stop - _TAIL, 0) : stop]
    return None


def _closed_up(tail: str) -> str:
    """The lines without bars around them; names and dates spread over a line (泰 顺 县, 2 0 2 2 年) without blanks."""
    lines = (line.strip("| \t") for line in tail.split("\n"))
    return "\n".join(
        dates.western(line.replace(" ", "")) if " " in line and _SPREAD.fullmatch(line) else line for line in lines
    )


def _fields(head: str) -> dict[str, str]:
    """The labelled values at the top of a page: 索引号: …, 发布机构 | … |."""
    labels = [
        (m, gap) for m in find_all(_FIELD, _FIELD_BEGINS, head, 0, 2000) if (gap := _FIELD_GAP.match(head, m.end()))
    ]
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
