"""What the question bank is asked of: the five seeds and forged reports of real places, all figures invented.

A forged report is one line of `forged.csv`: its figures are the main ones of its form, the rest follows from them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import core
from core.forms.indicators import indicators
from core.places import divisions as places
from core.types import APPLICANTS, Applicant, Check, Document, Fact, Identity, Issue, Number, Report, Section, named
from store.archive import Archive

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "seeds"
Cells = dict[tuple[str, Applicant | None], Number]

_DENIED = [
    "state_secret",
    "prohibited_by_law",
    "security_stability",
    "third_party",
    "internal_affairs",
    "process",
    "enforcement_file",
    "inquiry",
]
_REFUSED = ["petition", "repeated", "publication", "excessive", "reconfirmation"]


def fill(archive: Archive) -> None:
    """Store the seeds (reports 1 to 5) and then every forged report."""
    for path in sorted(SEEDS.glob("*.txt")):
        data = path.read_bytes()
        document = core.read(data)
        archive.save(data, path.name, document, core.parse(document))
    for line in forged_lines():
        document, report = forge(line)
        archive.save(document.text.encode(), f"{line['organization']}{line['year']}.txt", document, report)


def forged_lines() -> list[dict[str, str]]:
    """What each forged report is made from."""
    with (HERE / "forged.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def forge(line: Mapping[str, str]) -> tuple[Document, Report]:
    """One forged report: a document whose lines are its facts."""
    year = int(line["year"])
    template = line["template"]
    division = places.by_code(line["division_code"], year)
    title = f"{line['organization']}{line['title_year'] or year}年政府信息公开工作年度报告"
    cells: Cells = {}
    if template == "2014":
        _fill_2014(cells, line)
    elif template in ("2019", "2021"):
        _fill_new(cells, line, template)
    text, facts = _written(title, cells, line)
    identity = Identity(
        title=title,
        year=year,
        template=template,
        organization=line["organization"],
        division_code=line["division_code"],
        division=places.full_name(division, year) if division else None,
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        published_on=date.fromisoformat(line["published_on"]) if line["published_on"] else None,
    )
    received, concluded = cells.get(("requests.received", None)), cells.get(("requests.outcome.total", None))
    balanced = Check("balance", "official", "skipped", missing=(("requests.received", None),))
    if received is not None and concluded is not None:
        balanced = Check("balance", "official", "pass", received, concluded)
    issues: tuple[Issue, ...] = ()
    if line["other_received"]:
        both = named(text=int(line["other_received"]), table=received or 0)
        issues = (Issue("text_table_conflict", "warning", "", (("requests.received", None),), values=both),)
    sections = (Section("五、存在的主要问题及改进情况", text.index("五、"), len(text)),)
    return Document(text), Report(identity, facts, (balanced,), issues, sections)


def _number(line: Mapping[str, str], column: str) -> int | None:
    return int(line[column]) if line[column] else None


def _set(cells: Cells, code: str, value: Number | None, applicant: Applicant | None = None) -> None:
    if value is not None:
        cells[code, applicant] = value


def _fill_2014(cells: Cells, line: Mapping[str, str]) -> None:
    received, online, letter = (_number(line, c) for c in ("received", "online", "letter"))
    granted, partial, denied = (_number(line, c) for c in ("granted", "partial", "denied"))
    total = _number(line, "total")
    _set(cells, "disclosure.items", _number(line, "items"))
    _set(cells, "disclosure.channel.website", _number(line, "website"))
    _set(cells, "normative.issued", _number(line, "normative"))
    _set(cells, "requests.received", received)
    _set(cells, "requests.channel.online", online)
    _set(cells, "requests.channel.letter", letter)
    if received is not None and online is not None and letter is not None:
        _set(cells, "requests.channel.in_person", received - online - letter)
        _set(cells, "requests.channel.fax", 0)
    _set(cells, "requests.concluded", total)
    _set(cells, "requests.concluded.on_time", _number(line, "on_time"))
    _set(cells, "requests.outcome.total", total)
    _set(cells, "requests.outcome.granted", granted)
    _set(cells, "requests.outcome.partial", partial)
    _set(cells, "requests.outcome.denied", denied)
    _set(cells, "requests.fees", 0)
    _set(cells, "review.total", _number(line, "review"))
    _set(cells, "review.corrected", _number(line, "review_corrected"))
    _set(cells, "litigation.total", _number(line, "lawsuits"))
    _set(cells, "capacity.staff", _number(line, "staff"))


def _fill_new(cells: Cells, line: Mapping[str, str], template: str) -> None:
    received, business, lawyers = (_number(line, c) for c in ("received", "business", "lawyers"))
    granted, partial, denied, total = (_number(line, c) for c in ("granted", "partial", "denied", "total"))
    if received is not None and business is not None and lawyers is not None:
        shares = {"business": business, "legal_services": lawyers, "natural_person": received - business - lawyers}
        for applicant in APPLICANTS:
            _set(cells, "requests.received", shares.get(applicant, 0), applicant)
    _set(cells, "requests.received", received)
    _set(cells, "requests.carried_in", _number(line, "carried_in"))
    _set(cells, "requests.outcome.granted", granted)
    _set(cells, "requests.outcome.partial", partial)
    if denied is not None:
        for reason in _DENIED:
            _set(cells, f"requests.outcome.denied.{reason}", denied - denied // 2 if reason == "third_party" else 0)
        _set(cells, "requests.outcome.denied.process", denied // 2)
    if None not in (granted, partial, denied, total):
        rest = (total or 0) - (granted or 0) - (partial or 0) - (denied or 0)
        _set(cells, "requests.outcome.unavailable.not_held", rest)
        _set(cells, "requests.outcome.unavailable.to_be_created", 0)
        _set(cells, "requests.outcome.unavailable.unclear", 0)
        for reason in _REFUSED:
            _set(cells, f"requests.outcome.not_processed.{reason}", 0)
    _set(cells, "requests.outcome.total", total)
    if received is not None and total is not None:
        _set(cells, "requests.carried_out", received + (_number(line, "carried_in") or 0) - total)
    _set(cells, "normative.issued", _number(line, "normative"))
    _set(cells, "licensing.decisions", _number(line, "licensing"))
    if template == "2019":
        _set(cells, "normative.published", _number(line, "normative"))
        _set(cells, "normative.in_public", _number(line, "stock"))
        _set(cells, "licensing.items_previous", 200)
        _set(cells, "licensing.items_change", -8)
        _set(cells, "procurement.items", 6)
        _set(cells, "procurement.amount", 25.1)
        _set(cells, "requests.outcome.other", 0)
    else:
        _set(cells, "normative.repealed", 2)
        _set(cells, "normative.in_force", _number(line, "stock"))
        _set(cells, "fees.amount", 314.5)
        for reason in ("not_corrected", "fee_unpaid", "rest"):
            _set(cells, f"requests.outcome.other.{reason}", 0)
    _set(cells, "review.total", _number(line, "review"))
    _set(cells, "review.corrected", _number(line, "review_corrected"))
    lawsuits = _number(line, "lawsuits")
    if lawsuits is not None:
        _set(cells, "litigation.direct.total", lawsuits - lawsuits // 3)
        _set(cells, "litigation.after_review.total", lawsuits // 3)
        _set(cells, "litigation.direct.corrected", 1 if lawsuits else 0)
        _set(cells, "litigation.after_review.corrected", 0)


def _written(title: str, cells: Cells, line: Mapping[str, str]) -> tuple[str, tuple[Fact, ...]]:
    text = f"{title}\n"
    facts = []
    for (code, applicant), value in cells.items():
        indicator = indicators()[code]
        written = f"{indicator.label_zh} | {applicant or '总计'} | {value}"
        facts.append(
            Fact(code, applicant, value, indicator.unit, "table", written, len(text), len(text) + len(written))
        )
        text += written + "\n"
    if line["other_received"]:
        told = f"全年收到申请{line['other_received']}件"
        value = int(line["other_received"])
        facts.append(Fact("requests.received", None, value, "件", "narrative", told, len(text), len(text) + len(told)))
        text += told + "。\n"
    text += "五、存在的主要问题及改进情况\n存在的主要问题是公开内容不够及时。改进措施是加强业务培训。\n"
    return text, tuple(facts)
