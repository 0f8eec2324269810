"""What a check sheet says beside the words of core, in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass

from core.types import Language
from store.records import ReportVerdict, SaveOutcome


@dataclass(frozen=True, slots=True)
class Labels:
    """One language. `{}` fields are named where a text is used."""

    nobody: str
    no_year: str
    outcomes: dict[SaveOutcome, str]
    template: str
    no_table: str
    published: str
    figures: str
    no_key_figure: str
    checks: str
    odd: str
    cause: str
    more: str
    inferred: str
    unsure: str
    corrected: str
    record: str
    subjects: dict[str, str]
    verdicts: dict[ReportVerdict, str]
    changed_since: str
    dismissed: str
    open_again: str
    no_verdict: str
    several_places: str
    enumeration: str
    changed: str
    by_applicant: str
    line: str


_CHINESE = Labels(
    nobody="单位不明",
    no_year="年份不明",
    outcomes={
        "stored": "已存入",
        "already_there": "这个文件以前收过（{first}），没有重复存入",
        "replaced_older": "已存入，取代了原来的版本",
        "kept_as_older": "已存入，作为旧版本保留（库里的版本更新）",
        "kept_as_poorer": "已存入，但数字比库里的版本少（也许没下载完），仍用库里的版本回答；核对后按“确认”可改用它",
        "parsed_again": "以前收过，已用新的解析程序重读",
        "kept_fuller": "以前收过；新的解析程序读得更少，保留原来的读数",
        "incomplete": "已存入，但单位或年份不明，暂不能用来回答问题",
    },
    template="表格：{form}",
    no_table="没有表格，数字来自正文",
    published="发布日期：{date}",
    figures="读出 {count} 个数字",
    no_key_figure="没有读出主要数字",
    checks="勾稽关系：{checks}",
    odd="其他情况",
    cause="（可能原因：{cause}）",
    more="……另有 {count} 项",
    inferred="（推定）",
    unsure="（看不准，要核对）",
    corrected="（已更正）",
    record="改动记录",
    subjects={"organization": "机构", "year": "年份", "verdict": "结论", "finding": "疑点"},
    verdicts={"confirmed": "已确认", "rejected": "已驳回，不再用来回答问题"},
    changed_since="（后来又改过）",
    dismissed="已驳回",
    open_again="恢复",
    no_verdict="没有结论",
    several_places="这个名字有{count}处（{places}），请点“改机构”写全称",
    enumeration="、",
    changed="与原来的版本相比",
    by_applicant="申请表，分申请人",
    line="{body} {year}：{count} 个数字，{failed} 处不符",
)
_ENGLISH = Labels(
    nobody="body unknown",
    no_year="year unknown",
    outcomes={
        "stored": "Stored",
        "already_there": "I have had this file before ({first}) and did not store it twice",
        "replaced_older": "Stored; it replaces the older version",
        "kept_as_older": "Stored as an older version (the one I have is newer)",
        "kept_as_poorer": "Stored; it has fewer figures than the version I have, which answers until you confirm this",
        "parsed_again": "Known; read again by a newer parser",
        "kept_fuller": "Known; a newer parser reads less of it, so the older reading stays",
        "incomplete": "Stored, but it can't answer questions: body or year is unknown",
    },
    template="Form: {form}",
    no_table="No table: the figures are from the text",
    published="Published: {date}",
    figures="{count} figures read",
    no_key_figure="None of the main figures was found",
    checks="Checks: {checks}",
    odd="What else was odd",
    cause=" (likely cause: {cause})",
    more="… and {count} more",
    inferred=" (worked out)",
    unsure=" (hard to read, to be checked)",
    corrected=" (corrected)",
    record="Changes",
    subjects={"organization": "body", "year": "year", "verdict": "verdict", "finding": "finding"},
    verdicts={"confirmed": "Confirmed", "rejected": "Rejected: it answers no questions"},
    changed_since=" (changed since)",
    dismissed="rejected",
    open_again="open again",
    no_verdict="no verdict",
    several_places="{count} places are called so ({places}): press “Body” and write the full name",
    enumeration=", ",
    changed="Against the version before",
    by_applicant="Requests by applicant",
    line="{body} {year}: {count} figures, {failed} failed checks",
)


def labels_of(language: Language) -> Labels:
    return _CHINESE if language == "zh" else _ENGLISH
