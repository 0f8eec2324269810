"""The check sheet of a report for a phone: whose, which year, key figures, what does not add up, what was odd."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from aiogram.utils.formatting import Bold, Italic, Text, as_list

from core.indicators import indicators
from core.sheet import describe_cause, describe_check, render_number, rule_label
from core.types import APPLICANTS, Applicant, Check, Fact, Language, Template
from store.decisions import corrected
from store.records import Entry, Saved, StoredReport, Verdict

KEY_FIGURES = (
    "disclosure.items",
    "normative.issued",
    "requests.received",
    "requests.carried_in",
    "requests.concluded",
    "requests.outcome.total",
    "requests.outcome.granted",
    "requests.outcome.partial",
    "requests.outcome.denied",
    "requests.carried_out",
    "review.total",
    "litigation.total",
    "litigation.direct.total",
    "litigation.after_review.total",
)
_MOST_NOTICES = 12


@dataclass(frozen=True, slots=True)
class _Labels:
    nobody: str
    no_year: str
    outcomes: dict[str, str]
    template: str
    templates: dict[Template, str]
    published: str
    figures: str
    no_key_figure: str
    counts: str
    failed: str
    looked_at: str
    odd: str
    difference: str
    cause: str
    more: str
    inferred: str
    corrected: str
    record: str
    subjects: dict[str, str]
    verdicts: dict[Verdict, str]
    dismissed: str
    changed: str
    line: str
    applicants: dict[Applicant, str]


_CHINESE = _Labels(
    nobody="单位不明",
    no_year="年份不明",
    outcomes={
        "stored": "已存入",
        "already_there": "这个文件以前收过（{first}），没有重复存入",
        "replaced_older": "已存入，取代了原来的版本",
        "kept_as_older": "已存入，作为旧版本保留（库里的版本更新）",
        "parsed_again": "以前收过，已用新的解析程序重读",
        "incomplete": "已存入，但单位或年份不明，暂不能用来回答问题",
    },
    template="表格",
    templates={
        "2014": "2014年样式",
        "2019": "2019年样式",
        "2021": "2021年样式",
        "local": "地方自定样式",
        "narrative": "没有表格",
    },
    published="发布日期",
    figures="读出 {count} 个数字",
    no_key_figure="没有读出主要数字",
    counts="勾稽关系：{passed} 项相符，{failed} 项不符，{noticed} 项待看，{skipped} 项缺数",
    failed="不符",
    looked_at="待看",
    odd="其他情况",
    difference="差 {difference}",
    cause="可能原因：{cause}",
    more="……另有 {count} 项",
    inferred="（推定）",
    corrected="（已更正）",
    record="改动记录",
    subjects={"organization": "机构", "year": "年份", "verdict": "结论", "finding": "疑点"},
    verdicts={"confirmed": "已确认", "rejected": "已驳回，不再用来回答问题"},
    dismissed="已驳回",
    changed="与原来的版本相比",
    line="{body} {year}：{count} 个数字，{failed} 处不符",
    applicants={
        "natural_person": "自然人",
        "business": "商业企业",
        "research": "科研机构",
        "public_welfare": "社会公益组织",
        "legal_services": "法律服务机构",
        "other": "其他",
    },
)
_ENGLISH = _Labels(
    nobody="body unknown",
    no_year="year unknown",
    outcomes={
        "stored": "Stored",
        "already_there": "I have had this file before ({first}) and did not store it twice",
        "replaced_older": "Stored; it replaces the older version",
        "kept_as_older": "Stored as an older version (the one I have is newer)",
        "parsed_again": "Known; read again by a newer parser",
        "incomplete": "Stored, but it can't answer questions: body or year is unknown",
    },
    template="Form",
    templates={
        "2014": "form of 2014",
        "2019": "form of 2019",
        "2021": "form of 2021",
        "local": "a local form",
        "narrative": "no table",
    },
    published="Published",
    figures="{count} figures read",
    no_key_figure="None of the main figures was found",
    counts="Checks: {passed} hold, {failed} fail, {noticed} to look at, {skipped} lack a figure",
    failed="Failed",
    looked_at="To look at",
    odd="What else was odd",
    difference="difference {difference}",
    cause="Likely cause: {cause}",
    more="… and {count} more",
    inferred=" (inferred)",
    corrected=" (corrected)",
    record="Changes",
    subjects={"organization": "body", "year": "year", "verdict": "verdict", "finding": "finding"},
    verdicts={"confirmed": "Confirmed", "rejected": "Rejected: it answers no questions"},
    dismissed="rejected",
    changed="Against the version before",
    line="{body} {year}: {count} figures, {failed} failed checks",
    applicants={
        "natural_person": "natural persons",
        "business": "businesses",
        "research": "research institutes",
        "public_welfare": "public welfare organisations",
        "legal_services": "legal services",
        "other": "others",
    },
)


def blocks(
    stored: StoredReport, language: Language, saved: Saved | None = None, older: StoredReport | None = None
) -> list[Text]:
    """The sheet of a stored report; `saved` tells what became of the file, `older` is the version it replaces."""
    labels = _labels(language)
    parts = [
        _head(stored, labels, saved),
        _figures(stored, labels, language),
        _changes(stored, older, labels, language),
        _checks(stored, "fail", labels.failed, labels, language),
        _checks(stored, "notice", labels.looked_at, labels, language),
        _oddities(stored, labels, language),
        _record(stored, labels, language),
    ]
    return [part for part in parts if part is not None]


def line(stored: StoredReport, language: Language) -> str:
    """The sheet in one line, for a list of files."""
    labels = _labels(language)
    failed = sum(check.status == "fail" for check in _open(stored))
    body, year = _body_and_year(stored, labels)
    return labels.line.format(body=body, year=year, count=len(stored.facts), failed=failed)


def title(stored: StoredReport, language: Language) -> str:
    """Whose report, of which year."""
    return " ".join(_body_and_year(stored, _labels(language)))


def label(code: str, applicant: Applicant | None, language: Language) -> str:
    """What a figure is called, with its column."""
    labels = _labels(language)
    return _label(code, language) + (f"（{labels.applicants[applicant]}）" if applicant else "")


def _head(stored: StoredReport, labels: _Labels, saved: Saved | None) -> Text:
    identity = stored.identity
    lines: list[Text | str] = [Bold(" ".join(_body_and_year(stored, labels)))]
    if identity.division and identity.division not in (identity.organization or ""):
        lines.append(identity.division)
    if identity.title:
        lines.append(identity.title)
    about = [f"{labels.template}: {labels.templates[identity.template]}"]
    if identity.published_on:
        about.append(f"{labels.published}: {identity.published_on.isoformat()}")
    lines.append(" · ".join(about))
    if stored.verdict is not None:
        lines.append(Bold(labels.verdicts[stored.verdict]))
    if saved is not None:
        lines.append(Italic(labels.outcomes[saved.outcome].format(first=_first_receipt(stored))))
    return as_list(*lines)


def _figures(stored: StoredReport, labels: _Labels, language: Language) -> Text:
    best = _best(stored)
    right = {(one.indicator, one.applicant) for one in stored.corrections}
    shown = [best[code, None] for code in KEY_FIGURES if (code, None) in best]
    lines = [
        Text(
            _label(fact.indicator, language),
            " ",
            Bold(render_number(fact.value)),
            " ",
            fact.unit,
            labels.corrected if (fact.indicator, fact.applicant) in right else labels.inferred if fact.inferred else "",
        )
        for fact in shown
    ]
    return as_list(Text(labels.figures.format(count=len(stored.facts))), *(lines or [Text(labels.no_key_figure)]))


def _changes(stored: StoredReport, older: StoredReport | None, labels: _Labels, language: Language) -> Text | None:
    """Figures that differ from the version replaced: old → new, a dash where there was none."""
    if older is None:
        return None
    before, after = _best(older), _best(stored)
    lines = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if (old and old.value) != (new and new.value):
            values = [render_number(fact.value) if fact else "—" for fact in (old, new)]
            lines.append(Text(label(*key, language), " ", " → ".join(values)))
    return as_list(Bold(labels.changed), *_some(lines, labels)) if lines else None


def _checks(stored: StoredReport, status: str, title: str, labels: _Labels, language: Language) -> Text | None:
    found = [check for check in _open(stored) if check.status == status]
    told = [_check(check, "✗" if status == "fail" else "△", labels, language) for check in found]
    if status == "fail":
        counts = Counter(check.status for check in _open(stored))
        summary = labels.counts.format(
            passed=counts["pass"], failed=counts["fail"], noticed=counts["notice"], skipped=counts["skipped"]
        )
        return as_list(summary, *told) if stored.checks else None
    return as_list(Bold(title), *_some(told, labels)) if found else None


def _check(check: Check, mark: str, labels: _Labels, language: Language) -> Text:
    name = "" if language == "zh" else f"{rule_label(check.rule, language)}: "
    parts: list[Text | str] = [f"{mark} ", name, describe_check(check, language)]
    if check.cells and check.left is not None and check.right is not None and check.left != check.right:
        sides = f"{render_number(check.left)} ≠ {render_number(check.right)}"
        difference = labels.difference.format(difference=render_number(abs(check.left - check.right)))
        column = f"{labels.applicants[check.applicant]}：" if check.applicant else ""
        parts += ["\n   ", column, Bold(sides), f"，{difference}"]
    if check.cause:
        parts += ["\n   ", Italic(labels.cause.format(cause=describe_cause(check.cause, language)))]
    return Text(*parts)


def _oddities(stored: StoredReport, labels: _Labels, language: Language) -> Text | None:
    checked = {check.message for check in stored.checks if check.status in ("fail", "notice")}
    lines = [
        Text("· ", issue.message if language == "zh" else f"{issue.code.replace('_', ' ')}: {issue.message}")
        for issue in stored.issues
        if issue.message not in checked
    ]
    return as_list(Bold(labels.odd), *_some(lines, labels)) if lines else None


def _record(stored: StoredReport, labels: _Labels, language: Language) -> Text | None:
    """Who changed what about the report, when, from what to what, and why; the newest first."""
    lines = [
        Text(
            f"· {entry.made_at.astimezone():%Y-%m-%d %H:%M} {entry.person} ",
            _subject(entry.subject, labels, language),
            " ",
            _change(entry, labels),
            f"：{entry.reason}" if entry.reason else "",
        )
        for entry in reversed(stored.audit)
    ]
    return as_list(Bold(labels.record), *_some(lines, labels)) if lines else None


def _subject(subject: str, labels: _Labels, language: Language) -> str:
    kind, _, rest = subject.partition(" ")
    if kind in indicators():
        applicant = next((one for one in APPLICANTS if one == rest), None)
        return label(kind, applicant, language)
    rule = f" {rule_label(rest, language)}" if rest else ""
    return labels.subjects.get(kind, kind) + rule


def _change(entry: Entry, labels: _Labels) -> str:
    if entry.subject.startswith("finding"):
        return labels.dismissed
    if entry.subject == "verdict":
        return next(told for verdict, told in labels.verdicts.items() if verdict == entry.new)
    return f"{entry.old or '—'} → {entry.new or '—'}"


def _open(stored: StoredReport) -> list[Check]:
    """The checks without the findings that a person dismissed."""
    return [check for check in stored.checks if stored.dismissal(check) is None]


def _some(lines: list[Text], labels: _Labels) -> list[Text]:
    if len(lines) <= _MOST_NOTICES:
        return lines
    return [*lines[:_MOST_NOTICES], Text(labels.more.format(count=len(lines) - _MOST_NOTICES))]


def best_facts(stored: StoredReport) -> tuple[Fact, ...]:
    """The fact that answers for each indicator and column: as corrected, table before narrative, the first of each."""
    return tuple(_best(stored).values())


def _best(stored: StoredReport) -> dict[tuple[str, Applicant | None], Fact]:
    struck = {(one.indicator, one.applicant): one.new_value is None for one in stored.corrections}
    best: dict[tuple[str, Applicant | None], Fact] = {}
    for fact in sorted(corrected(stored.facts, stored.corrections), key=lambda fact: fact.source != "table"):
        key = (fact.indicator, fact.applicant)
        if not struck.get(key):
            best.setdefault(key, fact)
    return best


def _body_and_year(stored: StoredReport, labels: _Labels) -> tuple[str, str]:
    identity = stored.identity
    return identity.organization or labels.nobody, str(identity.year) if identity.year else labels.no_year


def _first_receipt(stored: StoredReport) -> str:
    return f"#{stored.id}, {stored.received_at.astimezone():%Y-%m-%d %H:%M}, {stored.file_name}"


def _label(code: str, language: Language) -> str:
    return indicators()[code].label_zh if language == "zh" else indicators()[code].label_en


def _labels(language: Language) -> _Labels:
    return _CHINESE if language == "zh" else _ENGLISH
