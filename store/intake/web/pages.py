"""What a page of a site leads to: reports by their titles, further pages of a list, files beside a report.

Read in a process of its own, as everything that strangers wrote; it fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lxml import etree

from core.document.unseen import Unseen
from core.document.web.tags import refuse_crowded
from core.document.web.twice import decoded
from core.errors import ReadError
from core.text.years import first_year
from store.intake.web.addresses import joined

_MOST_LINKS = 5_000
_FEW_WORDS = 400
_HEAD = 4096
_FILES = frozenset([".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ofd", ".zip", ".rar", ".7z"])
_PICTURES = frozenset([".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"])
_IS_REPORT = re.compile(r"(?:信息|政务)公开.{0,40}(?:年报|报告)|(?:年报|年度报告).{0,12}(?:信息|政务)公开")
_YEARLY = re.compile(r"年报|年度.{0,6}报告|\d{4} ?年? ?(?:工作)?报告|^\D{0,3}\d{4} ?年?度?$")
_NO_REPORT = re.compile(
    r"通知|解读|指南|制度|办法|要点|方案|季度|半年|月报|培训|图解|关于(?:做好|编制|报送|印发)|更多|列表$"
)
_ABOUT_REPORTS = re.compile(r"(?:信息|政务)公开.{0,20}(?:年报|年度.{0,6}报告)|公开年报|年度报告")
_NEXT = re.compile(r"下一?页|下页|后一?页|next|[>›»]{1,2}", re.IGNORECASE)
_NUMBER = re.compile(r"\[?\s*(\d{1,4})\s*\]?")
_SCRIPTED_PAGES = re.compile(
    r"""createPage(?:HTML|Html)?\(\s*(\d{1,4})\s*,\s*\d{1,4}\s*,\s*["']([\w-]{1,60})["']\s*,\s*["'](\w{1,10})["']"""
)
_RECORD, _RECORD_END, _LONGEST_RECORD = "<![CDATA[", "]]>", 4_000
_REFRESH = re.compile(r"""^\s*(\d{1,3})\s*;\s*url\s*=["'\s]*([^"'\s]{1,2000})""", re.IGNORECASE)
_JUMP = re.compile(r"""(?:window\.|document\.|self\.|top\.)?location(?:\.href)?\s*=\s*["']([^"'\s]{1,2000})["']""")
_GONE = re.compile(
    "(?:页面|网页|文章|内容|信息|文件).{0,12}(?:不存在|找不到|未找到|已(?:被)?删除|走丢|飞走)"
    "|404 ?(?:not found|错误|页面)",
    re.IGNORECASE,
)
_BY_SCRIPT = re.compile(
    r"v-for=|ng-repeat=|\$\.(?:ajax|getJSON|post)|axios\.|fetch\(|XMLHttpRequest|id=[\"'](?:app|root)[\"']"
)


@dataclass(frozen=True, slots=True)
class Link:
    """Something a page leads to, as the page names it; `year` where its name has one."""

    address: str
    title: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a site. `moved` is where it sends its reader at once.

    reports   links named like yearly reports on disclosure
    further   other pages of the same list, its frames too
    files     files that hang on it
    """

    title: str
    reports: tuple[Link, ...] = ()
    further: tuple[str, ...] = ()
    files: tuple[Link, ...] = ()
    moved: str | None = None
    is_gone: bool = False
    needs_scripts: bool = False


def look_at(data: bytes, address: str) -> Page | None:
    """What a page leads to; None where the bytes are no web page. Raises ReadError."""
    if not _is_page(data):
        return None
    text, _ = decoded(data, Unseen())
    refuse_crowded(text)
    root = etree.fromstring(
        text.replace("\0", "").encode("utf-8", "replace"),
        etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, remove_comments=False),
    )
    if root is None:
        return None
    base = _base(root, address)
    title = _squeezed(root.findtext(".//title") or "")
    links = list(islice(_links(root, base, text), _MOST_LINKS))
    words = _words(root)
    reports = tuple(_reports(links, title))
    return Page(
        title=title,
        reports=reports,
        further=tuple(dict.fromkeys(_further(root, links, base, text))),
        files=tuple(_files(links)),
        moved=_moved(root, base, words),
        is_gone=len(words) < _FEW_WORDS and bool(_GONE.search(f"{title} {words}")),
        needs_scripts=not reports and bool(_BY_SCRIPT.search(text)),
    )


def addresses_of_sitemap(data: bytes) -> tuple[str, ...] | None:
    """The addresses of a sitemap, or of the sitemaps that an index names; None where the bytes are neither."""
    if not (b"<urlset" in data[:_HEAD] or b"<sitemapindex" in data[:_HEAD]):
        return None
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except etree.XMLSyntaxError:
        return None
    return tuple((place.text or "").strip() for place in root.iter("{*}loc") if (place.text or "").strip())


def _is_page(data: bytes) -> bool:
    head = data[:2048].lower()
    return (
        b"<html" in head
        or b"<!doctype html" in head
        or (head.lstrip().startswith(b"<") and b"<body" in data[:65536].lower())
    )


def _base(root: etree._Element, address: str) -> str:
    said = root.find(".//base[@href]")
    return address if said is None else _join(address, said.get("href") or "") or address


def _links(root: etree._Element, base: str, text: str) -> Iterator[Link]:
    for anchor in root.iter("a", "area"):
        link = _link(anchor, base)
        if link is not None:
            yield link
    # Lists that some sites keep as data in a script and draw page by page.
    for record in text.split(_RECORD)[1:]:
        fragment = etree.fromstring(
            f"<div>{record[:_LONGEST_RECORD].partition(_RECORD_END)[0]}</div>".encode(),
            etree.HTMLParser(encoding="utf-8", no_network=True),
        )
        for anchor in () if fragment is None else fragment.iter("a"):
            link = _link(anchor, base)
            if link is not None:
                yield link


def _link(anchor: etree._Element, base: str) -> Link | None:
    reference = (anchor.get("href") or "").strip()
    if not reference or reference.lower().startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    address = _join(base, reference)
    if address is None:
        return None
    shown = _squeezed("".join(str(part) for part in anchor.itertext()))
    full = _squeezed(anchor.get("title") or "")
    # A name that was cut for want of room stands whole beside it.
    title = full if len(full) > len(shown) or not shown else shown
    return Link(address, title, first_year(title))


def _reports(links: Iterable[Link], title: str) -> Iterator[Link]:
    """Those named like a yearly report; on a page about yearly reports a bare year or 年度报告 is one, too."""
    about, seen = bool(_ABOUT_REPORTS.search(title)), set[str]()
    for link in links:
        if link.address in seen or _NO_REPORT.search(link.title):
            continue
        named = _IS_REPORT.search(link.title) and (link.year or _YEARLY.search(link.title))
        if (named or (about and link.year and _YEARLY.search(link.title))) and not _is_list(link):
            seen.add(link.address)
            yield link


def _is_list(link: Link) -> bool:
    """The name of the list itself in a menu: without a year."""
    return link.year is None and len(link.title) <= 14 and not _has_ending(link.address, _FILES)


def _further(root: etree._Element, links: Iterable[Link], base: str, text: str) -> Iterator[str]:
    own = urlsplit(base)
    for link in links:
        there = urlsplit(link.address)
        same = there.netloc == own.netloc and link.address != base
        turns = _NEXT.fullmatch(link.title) or (_NUMBER.fullmatch(link.title) and _is_sibling(own.path, there.path))
        if same and turns:
            yield link.address
    for pages in _SCRIPTED_PAGES.finditer(text):
        for number in range(1, min(int(pages[1]), 500)):
            address = _join(base, f"{pages[2]}_{number}.{pages[3]}")
            if address:
                yield address
    for frame in root.iter("frame", "iframe"):
        address = _join(base, frame.get("src") or "")
        if address and urlsplit(address).netloc == own.netloc and address != base:
            yield address


def _is_sibling(own: str, other: str) -> bool:
    return PurePosixPath(own).parent == PurePosixPath(other).parent or PurePosixPath(own) == PurePosixPath(other).parent


def _files(links: Iterable[Link]) -> Iterator[Link]:
    seen = set[str]()
    for link in links:
        if link.address not in seen and (_has_ending(link.address, _FILES) or _has_ending(link.title, _FILES)):
            seen.add(link.address)
            yield link


def _has_ending(address: str, endings: frozenset[str]) -> bool:
    return PurePosixPath(urlsplit(address).path).suffix.lower() in endings


def _moved(root: etree._Element, base: str, words: str) -> str | None:
    for meta in root.iter("meta"):
        refresh = _REFRESH.match(meta.get("content") or "")
        if (meta.get("http-equiv") or "").lower() == "refresh" and refresh and int(refresh[1]) <= 5:
            return _other(base, refresh[2])
    if len(words) < _FEW_WORDS // 8:
        for script in root.iter("script"):
            if jump := _JUMP.search(script.text or ""):
                return _other(base, jump[1])
    return None


def _other(base: str, reference: str) -> str | None:
    address = _join(base, reference)
    return None if address == base else address


def _words(root: etree._Element) -> str:
    """The first words a person sees."""
    parts, size = list[str](), 0
    for element in root.iter():
        if (
            isinstance(element.tag, str)
            and element.tag not in ("script", "style", "noscript", "title")
            and element.text
        ):
            parts.append(element.text)
        if element.tail:
            parts.append(element.tail)
        size += len(parts[-1]) if parts else 0
        if size > 4 * _FEW_WORDS:
            break
    return _squeezed(" ".join(parts))


def _join(base: str, reference: str) -> str | None:
    try:
        return joined(base, reference)
    except ReadError:
        return None


def _squeezed(text: str) -> str:
    return " ".join(text.split())[:300]
