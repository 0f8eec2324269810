"""Questions worth a tap: only such as the database answers."""

from __future__ import annotations

from collections.abc import Mapping

from core import answer
from core.asking.words.catalog import catalog
from core.forms.indicators import indicators
from core.telling.names import figure_name
from core.types import Language, Organization, Row
from store import Archive, StoredReport

_ASKED: Mapping[str, tuple[str, str]] = {
    "requests.received": (
        "{body}{year}年收到多少件政府信息公开申请？",
        "how many requests did {body} receive in {year}?",
    ),
    "disclosure.items": ("{body}{year}年主动公开多少条信息？", "how many items did {body} disclose in {year}?"),
    "review.total": ("{body}{year}年有多少件行政复议？", "how many administrative reviews of {body} in {year}?"),
}
_TRIED = 30


def suggestions(archive: Archive, language: Language, most: int = 3) -> list[str]:
    """Up to `most` questions about the newest reports, of different bodies where there are, each with an answer."""
    found: dict[int, str] = {}
    for entry in archive.newest(_TRIED):
        if len(found) == most:
            break
        figures = archive.figures(organizations=[entry.organization], years=[entry.year], indicators=_ASKED)
        if entry.organization in found or not figures:
            continue
        wording = _ASKED[figures[0].indicator][0 if language == "zh" else 1]
        question = wording.format(body=entry.organization_name, year=entry.year)
        if answer(question, archive, language=language).status == "answered":
            found[entry.organization] = question
    return list(found.values())


def rankable(row: Row, archive: Archive) -> bool:
    """Whether a peer has any report: then a ranking is worth a button."""
    code = row.division_code
    if code is None or row.indicator not in indicators():
        return False
    around = "" if _level(row.organization, code) == "province" else _around(row)
    neighbours = catalog(archive).in_area(around)
    return any(_is_peer(body.organization, row) for body in neighbours)


def rank_question(stored: StoredReport, indicator: str) -> str:
    """Where the figure of this report stands among its peers, as a question."""
    identity = stored.identity
    return f"{identity.year}年{identity.organization}{figure_name(indicator, None, 'zh')}排第几"


def _is_peer(body: Organization, row: Row) -> bool:
    """Whom a body is compared with: governments of one level under one parent, departments of one place."""
    code, own = body.division_code, row.division_code
    if code is None or own is None or body.name == row.organization:
        return False
    level = _level(row.organization, own)
    return _level(body.name, code) == level and (level != "department" or code == own)


def _around(row: Row) -> str:
    """The digits that the codes of all peers begin with."""
    code = row.division_code or ""
    return {"department": code, "county": code[:4]}.get(_level(row.organization, code), code[:2])


def _level(name: str, code: str) -> str:
    if not name.endswith("人民政府"):
        return "department"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"
