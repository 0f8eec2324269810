"""The consistency rules (勾稽关系) that one report allows.

An absent operand never counts as 0: the check is then skipped and says which one. Structural rules are judged on the
figures of tables only; prose rarely lists every part of a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.forms import form
from core.indicators import APPLICANT_LABELS, indicators
from core.numerals import told_to
from core.text import normalize
from core.types import APPLICANTS, Applicant, Check, CheckLevel, CheckStatus, Fact, Identity, Issue, Number, Template

Cells = Mapping[tuple[str, Applicant | None], Number]

_COLUMNS: tuple[Applicant | None, ...] = (*APPLICANTS, None)


_ITEM_KINDS = ("licensing", "services", "punishment", "coercion", "fees")


@dataclass(frozen=True, slots=True)
class SumRule:
    """total = the sum of parts."""

    rule: str
    templates: frozenset[str]
    total: str
    parts: tuple[str, ...]
    by_applicant: bool = False


def _family(prefix: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{prefix}.{name}" for name in names)


def _request_outcomes(has_items: bool) -> tuple[str, ...]:
    """The outcome rows of the request table; (六)其他处理 is one row in 2019 and three since 2021."""
    codes = [row.indicator for row in form("request") if row.indicator and ".outcome." in row.indicator]
    single = "requests.outcome.other"
    dropped = (single,) if has_items else tuple(code for code in codes if code.startswith(single + "."))
    return tuple(code for code in codes if code not in (*dropped, "requests.outcome.total"))


_NEW = frozenset({"2019", "2021"})
_OLD = frozenset({"2014"})
_ALL = _NEW | _OLD

SUM_RULES: tuple[SumRule, ...] = (
    SumRule(
        "outcome_sum",
        _OLD,
        "requests.outcome.total",
        _family(
            "requests.outcome",
            "already_public",
            "granted",
            "partial",
            "denied",
            "not_competent",
            "nonexistent",
            "to_be_corrected",
            "other_channel",
        ),
    ),
    SumRule("review_sum", _OLD, "review.total", _family("review", "upheld", "corrected", "other")),
    SumRule("review_sum", _NEW, "review.total", _family("review", "upheld", "corrected", "other", "pending")),
    SumRule("litigation_sum", _OLD, "litigation.total", _family("litigation", "upheld", "corrected", "other")),
    *(
        SumRule("litigation_sum", _NEW, f"{way}.total", _family(way, "upheld", "corrected", "other", "pending"))
        for way in ("litigation.direct", "litigation.after_review")
    ),
    SumRule(
        "channel_sum", _OLD, "requests.received", _family("requests.channel", "in_person", "fax", "online", "letter")
    ),
    SumRule("concluded_sum", _OLD, "requests.concluded", _family("requests.concluded", "on_time", "extended")),
    SumRule(
        "denied_sum",
        _OLD,
        "requests.outcome.denied",
        _family(
            "requests.outcome.denied",
            "state_secret",
            "trade_secret",
            "privacy",
            "security_stability",
            "not_government_information",
            "other_legal",
        ),
    ),
    SumRule("staff_sum", _OLD, "capacity.staff", _family("capacity.staff", "full_time", "part_time")),
)

_CHANNELS = _family("disclosure.channel", "gazette", "website", "weibo", "wechat", "other")
_PARTS_OF_WHOLES = (
    ("response.press_conferences.principal", "response.press_conferences"),
    ("response.interviews.principal", "response.interviews"),
    ("normative.published", "disclosure.items"),
)
# Townships and street offices, and their inner offices, which the law does not name.
_TOWNSHIP_BODY = re.compile(r"(?:乡|镇|苏木|街道)(?:人民政府|政府|办事处|党政|党工委|综合|机关|办公室|办$|$)|街道办$")
# Fewer headings than this mean that lines do not show them all.
_FEWEST_HEADINGS = 4
_SECTIONS = (
    ("总体情况", re.compile("总体情况|概述|概况|基本情况")),
    ("主动公开政府信息情况", re.compile("主动公开政府信息|主动公开情况|主动公开")),
    ("收到和处理政府信息公开申请情况", re.compile("收到和处理|依申请公开")),
    ("行政复议、行政诉讼情况", re.compile("行政复议")),
    ("存在的主要问题及改进情况", re.compile("存在的?(?:主要|突出)?问题|改进情况|改进措施")),
    ("其他需要报告的事项", re.compile("其[他它]需要?报告|其他(?:报告)?事项")),
)


def run_checks(
    identity: Identity, facts: Sequence[Fact], issues: Sequence[Issue], text: str, headings: Sequence[str] = ()
) -> tuple[Check, ...]:
    """Every rule that applies to the form of the report, in the order of the rules' list.

    `text` is the clean text, `headings` are the titles of its sections where lines show them.
    """
    cells = _cells(facts)
    checks: list[Check] = []
    if identity.template in _NEW:
        checks += _balance(cells)
        checks += _outcome_sums(cells)
        checks += _applicant_sums(cells)
    for rule in SUM_RULES:
        if identity.template in rule.templates:
            checks.append(_sum_check(rule, cells, None))
    if identity.template in _OLD:
        checks += [_disclosure_bounds(cells), *_parts_of_wholes(cells), _concluded_vs_outcome(cells)]
    if identity.template in ("2014", "2019"):
        checks.append(_published_vs_issued(cells))
    if identity.template in _NEW:
        checks += _regulation_power(identity, cells)
    checks += text_against_table(facts)
    checks.append(_year_consistency(identity, issues))
    checks.append(_deadline(identity))
    if identity.template in _NEW:
        checks.append(_completeness(identity, cells, text, headings))
    return tuple(checks)


TWO_YEAR_CODES: tuple[str, ...] = (
    "requests.carried_in",
    "requests.carried_out",
    *(f"{kind}.{row}" for kind in ("regulations", "normative") for row in ("in_force", "issued", "repealed")),
    *(f"{kind}.{row}" for kind in _ITEM_KINDS for row in ("items_previous", "items_change")),
)
"""The figures that the rules over two years compare."""


@dataclass(frozen=True, slots=True)
class YearCells:
    """The figures of one year's report by code and applicant (None: the total column)."""

    year: int
    template: Template
    cells: Cells


def check_years(before: YearCells, after: YearCells) -> tuple[Check, ...]:
    """The rules over two reports of one body, of a year and the next; an absent operand makes a rule `skipped`."""
    checks: list[Check] = []
    if before.template in _NEW and after.template in _NEW:
        checks += _carry_over(before, after)
    if before.template == after.template == "2021":
        checks += [_in_force_flow(before, after, kind) for kind in ("regulations", "normative")]
    if before.template == after.template == "2019":
        checks += [_items_flow(before, after, kind) for kind in _ITEM_KINDS]
    return tuple(checks)


def _carry_over(before: YearCells, after: YearCells) -> Iterator[Check]:
    out, carried_in = "requests.carried_out", "requests.carried_in"
    there = {*_columns_present(before.cells, [out]), *_columns_present(after.cells, [carried_in])}
    words = f"{before.year}年结转下年度 与 {after.year}年上年结转"
    for column in [column for column in _COLUMNS if column in there] or [None]:
        left, right = before.cells.get((out, column)), after.cells.get((carried_in, column))
        if left is None or right is None:
            yield _skipped("carry_over", "usual", [out if left is None else carried_in], column)
        else:
            yield _compared("carry_over", "usual", left, right, words, (out, carried_in), column)


def _in_force_flow(before: YearCells, after: YearCells, kind: str) -> Check:
    in_force, issued, repealed = (f"{kind}.{row}" for row in ("in_force", "issued", "repealed"))
    operands = {
        in_force: before.cells.get((in_force, None)),
        issued: after.cells.get((issued, None)),
        repealed: after.cells.get((repealed, None)),
    }
    right = after.cells.get((in_force, None))
    missing = [code for code, number in operands.items() if number is None] or [in_force] * (right is None)
    if missing or right is None:
        return _skipped("in_force_flow", "usual", missing)
    old, new, gone = (number or 0 for number in operands.values())
    words = f"{before.year}年现行有效＋{after.year}年制发－废止 与 {after.year}年现行有效（{_label(in_force)}）"
    return _compared("in_force_flow", "usual", old + new - gone, right, words, (in_force, issued, repealed, in_force))


def _items_flow(before: YearCells, after: YearCells, kind: str) -> Check:
    previous, change = f"{kind}.items_previous", f"{kind}.items_change"
    start, moved = before.cells.get((previous, None)), before.cells.get((change, None))
    right = after.cells.get((previous, None))
    if start is None or moved is None or right is None:
        missing = [previous] if start is None or right is None else [change]
        return _skipped("items_flow", "usual", missing)
    words = f"{before.year}年报告的上一年项目数＋增/减 与 {after.year}年报告的上一年项目数（{_label(previous)}）"
    return _compared("items_flow", "usual", start + moved, right, words, (previous, change, previous))


def _cells(facts: Iterable[Fact]) -> dict[tuple[str, Applicant | None], Number]:
    cells: dict[tuple[str, Applicant | None], Number] = {}
    for fact in facts:
        if fact.source == "table":
            cells.setdefault((fact.indicator, fact.applicant), fact.value)
    return cells


def _label(code: str) -> str:
    return indicators()[code].label_zh


def _skipped(rule: str, level: CheckLevel, missing: Sequence[str], applicant: Applicant | None = None) -> Check:
    names = "、".join(_label(code) for code in missing[:4]) + ("等" if len(missing) > 4 else "")
    return Check(rule, level, "skipped", None, None, applicant, f"{names}没有数值，无法核对。", tuple(missing))


def _compared(
    rule: str,
    level: CheckLevel,
    left: Number,
    right: Number,
    words: str,
    cells: tuple[str, ...],
    applicant: Applicant | None = None,
    cause: str | None = None,
) -> Check:
    status: CheckStatus = "pass" if _same(left, right) else "notice" if level == "usual" else "fail"
    column = f"（{APPLICANT_LABELS[applicant]}列）" if applicant else ""
    sign = "=" if status == "pass" else "≠"
    message = f"{words}{column}：{_plain(left)} {sign} {_plain(right)}"
    if status != "pass":
        message += f"，相差 {_plain(abs(left - right))}"
        message += f"；可能原因：{cause}" if cause else ""
    return Check(rule, level, status, left, right, applicant, message, cells, cause if status != "pass" else None)


def _same(left: Number, right: Number) -> bool:
    return abs(left - right) <= 1e-6 * max(1, abs(right))


def _plain(number: Number) -> str:
    return f"{number:g}" if isinstance(number, float) and abs(number) < 1e6 else str(number)


def _columns_present(cells: Cells, codes: Iterable[str]) -> list[Applicant | None]:
    wanted = set(codes)
    present = {applicant for code, applicant in cells if code in wanted}
    return [column for column in _COLUMNS if column in present]


def _balance(cells: Cells) -> Iterator[Check]:
    """Printed on the form: per column, received + carried_in = outcome.total + carried_out."""
    codes = ("requests.received", "requests.carried_in", "requests.outcome.total", "requests.carried_out")
    for column in _columns_present(cells, codes) or [None]:
        numbers = [cells.get((code, column)) for code in codes]
        missing = [code for code, number in zip(codes, numbers, strict=True) if number is None]
        if missing:
            yield _skipped("balance", "official", missing, column)
            continue
        received, carried_in, total, carried_out = (number or 0 for number in numbers)
        left, right = received + carried_in, total + carried_out
        yield _compared(
            "balance",
            "official",
            left,
            right,
            "新收＋上年结转 与 办理结果总计＋结转下年度",
            codes,
            column,
            _cause([received, carried_in], [total, carried_out]),
        )


def _outcome_sums(cells: Cells) -> Iterator[Check]:
    has_items = any(code.startswith("requests.outcome.other.") for code, _ in cells)
    rule = SumRule("outcome_sum", _NEW, "requests.outcome.total", _request_outcomes(has_items), by_applicant=True)
    for column in _columns_present(cells, (rule.total,)) or [None]:
        yield _sum_check(rule, cells, column)


def _applicant_sums(cells: Cells) -> Iterator[Check]:
    """Per row of the request table: total = the six applicants."""
    for row in form("request"):
        code = row.indicator
        if not code or not any((code, column) in cells for column in APPLICANTS):
            continue
        parts = [cells.get((code, column)) for column in APPLICANTS]
        total = cells.get((code, None))
        if total is None or None in parts:
            lacking = [APPLICANT_LABELS[column] for column in _COLUMNS if (code, column) not in cells]
            words = f"{_label(code)}：{'、'.join(lacking)}列没有数值，无法核对。"
            yield Check("applicant_sum", "structural", "skipped", None, None, None, words, (code,))
            continue
        numbers = [part or 0 for part in parts]
        words = f"{_label(code)}：总计 与 六类申请人之和"
        yield _compared(
            "applicant_sum", "structural", total, sum(numbers), words, (code,), None, _cause([total], numbers)
        )


def _sum_check(rule: SumRule, cells: Cells, column: Applicant | None) -> Check:
    total = cells.get((rule.total, column))
    parts = [cells.get((code, column)) for code in rule.parts]
    missing = [code for code, part in zip((rule.total, *rule.parts), (total, *parts), strict=True) if part is None]
    if total is None or missing:
        return _skipped(rule.rule, "structural", missing, column)
    numbers = [part or 0 for part in parts]
    words = f"{_label(rule.total)} 与 各项之和"
    codes = (rule.total, *rule.parts)
    return _compared(rule.rule, "structural", total, sum(numbers), words, codes, column, _cause([total], numbers))


def _cause(left: Sequence[Number], right: Sequence[Number]) -> str | None:
    """The likely cause of two sides that differ, where one small slip explains the whole difference."""
    left_sum, right_sum = sum(left), sum(right)
    if left_sum == right_sum:
        return None
    if len(left) == 1 and len(right) > 2 and right[-1] and right[-1] == sum(right[:-1]):
        return "各列可能整体错了一列"
    if len(left) == 1 and left[0] == 0:
        return "总计为0而分项有数，总计可能没有填写"
    difference = left_sum - right_sum
    if any(_one_digit_apart(number, number + difference) for number in right if number) or any(
        _one_digit_apart(number, number - difference) for number in left if number
    ):
        return "某个数字可能少了、多了或拆开了一位"
    if difference < 0 and -difference in right and list(right).count(-difference) == 1 and len(right) > 2:
        return f"总计可能没有计入其中的 {_plain(-difference)}"
    if len(left) == 1 and abs(difference) <= 2:
        return "分项改动后总计可能没有更新"
    return None


def _one_digit_apart(one: Number, other: Number) -> bool:
    """Whether one number becomes the other by dropping a single digit."""
    if other < 0 or one != int(one) or other != int(other):
        return False
    longer, shorter = sorted((str(int(one)), str(int(other))), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or shorter == "0":
        return False
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _disclosure_bounds(cells: Cells) -> Check:
    """Largest channel ≤ items ≤ sum of channels: the same item may go out on several."""
    codes = ("disclosure.items", *_CHANNELS)
    numbers = [cells.get((code, None)) for code in codes]
    missing = [code for code, number in zip(codes, numbers, strict=True) if number is None]
    if missing:
        return _skipped("disclosure_bounds", "bound", missing)
    items, *channels = [number or 0 for number in numbers]
    low, high = max(channels), sum(channels)
    holds = low <= items <= high
    right = items if holds else low if items < low else high
    words = f"主动公开政府信息数 {_plain(items)} 应在 {_plain(low)}（最大渠道）与 {_plain(high)}（各渠道之和）之间"
    return Check("disclosure_bounds", "bound", "pass" if holds else "fail", items, right, None, words, codes)


def _parts_of_wholes(cells: Cells) -> Iterator[Check]:
    for part, whole in _PARTS_OF_WHOLES:
        left, right = cells.get((part, None)), cells.get((whole, None))
        if left is None or right is None:
            yield _skipped("part_of_whole", "bound", [code for code in (part, whole) if (code, None) not in cells])
            continue
        words = f"{_label(part)} {_plain(left)} 不应多于 {_label(whole)} {_plain(right)}"
        yield Check(
            "part_of_whole", "bound", "pass" if left <= right else "fail", left, right, None, words, (part, whole)
        )


def _concluded_vs_outcome(cells: Cells) -> Check:
    return _pair(cells, "concluded_vs_outcome", "requests.concluded", "requests.outcome.total")


def _pair(cells: Cells, rule: str, one: str, other: str) -> Check:
    left, right = cells.get((one, None)), cells.get((other, None))
    if left is None or right is None:
        return _skipped(rule, "usual", [code for code in (one, other) if (code, None) not in cells])
    return _compared(rule, "usual", left, right, f"{_label(one)} 与 {_label(other)}", (one, other))


def _published_vs_issued(cells: Cells) -> Check:
    codes = ("normative.published", "normative.issued")
    left, right = (cells.get((code, None)) for code in codes)
    if left is None or right is None:
        return _skipped("published_vs_issued", "usual", [code for code in codes if (code, None) not in cells])
    words = f"新公开的规范性文件 {_plain(left)} 一般不多于制发的 {_plain(right)}（补公开旧文件时可以）"
    return Check("published_vs_issued", "usual", "pass" if left <= right else "notice", left, right, None, words, codes)


def _regulation_power(identity: Identity, cells: Cells) -> Iterator[Check]:
    """立法法 gives no county body, department or township the power to make 规章."""
    code = identity.division_code
    if not code or code.endswith("00"):
        return
    codes = tuple(name for name, column in cells if name.startswith("regulations.") and column is None)
    made = [name for name in codes if cells[name, None]]
    if not codes:
        return
    value = cells[made[0], None] if made else 0
    words = "县级及以下机关无权制定规章" + ("，却填有数值，请核实" if made else "，各项均为0")
    yield Check("regulation_power", "usual", "notice" if made else "pass", value, 0, None, words, tuple(made) or codes)


def text_against_table(facts: Sequence[Fact]) -> Iterator[Check]:
    """A figure of the prose against the same figure of a table."""
    cells = _cells(facts)
    told: set[tuple[str, Applicant | None, Number]] = set()
    for fact in facts:
        key = (fact.indicator, fact.applicant)
        if fact.source != "narrative" or key not in cells or (*key, fact.value) in told:
            continue
        told.add((*key, fact.value))
        words = f"{_label(fact.indicator)}：正文 与 表格"
        cause = "正文与表格口径不同，或其中一处没有更新"
        if _is_rounding(fact, cells[key]):
            continue
        codes = (fact.indicator,)
        yield _compared("text_vs_table", "usual", fact.value, cells[key], words, codes, fact.applicant, cause)


def _is_rounding(fact: Fact, exact: Number) -> bool:
    """Whether the prose tells the table's figure in rounded words (12.6万)."""
    return fact.value != exact and abs(fact.value - exact) < told_to(normalize(fact.quote), fact.value)


def _year_consistency(identity: Identity, issues: Sequence[Issue]) -> Check:
    conflict = next((issue for issue in issues if issue.code == "year_conflict"), None)
    if identity.year is None:
        return Check("year_consistency", "usual", "skipped", None, None, None, "没有读到报告年度，无法核对。")
    if conflict:
        return Check("year_consistency", "usual", "notice", identity.year, None, None, conflict.message)
    if identity.published_on and identity.published_on.year < identity.year:
        words = f"发布日期 {identity.published_on} 早于报告年度 {identity.year}"
        year = identity.published_on.year
        return Check("year_consistency", "usual", "notice", identity.year, year, None, words)
    words = f"标题、统计期限与正文的年度一致：{identity.year}"
    return Check("year_consistency", "usual", "pass", identity.year, identity.year, None, words)


def _deadline(identity: Identity) -> Check:
    """条例（2019 修订）第四十九、五十条；2019 年前的条例第三十一条。"""
    limit = _legal_deadline(identity)
    if limit is None or identity.published_on is None:
        words = "没有发布日期或法律未规定该机关的期限，无法核对。"
        return Check("deadline", "usual", "skipped", None, None, None, words)
    late = identity.published_on > limit
    words = f"发布日期 {identity.published_on}，法定期限 {limit}" + ("，已逾期" if late else "")
    days = (identity.published_on - limit).days
    return Check("deadline", "usual", "notice" if late else "pass", max(days, 0), 0, None, words)


def _legal_deadline(identity: Identity) -> date | None:
    name, year = identity.organization or "", identity.year
    if year is None or not name or _TOWNSHIP_BODY.search(name):
        return None
    government = name.endswith("政府")
    if year + 1 < 2020 or government:
        return date(year + 1, 3, 31)
    return date(year + 1, 1, 31)


def _completeness(identity: Identity, cells: Cells, text: str, headings: Sequence[str]) -> Check:
    where = "\n".join(headings) if len(headings) >= _FEWEST_HEADINGS else text
    lacking = [name for name, pattern in _SECTIONS if not pattern.search(where)]
    has_items = identity.template == "2021" and ("requests.outcome.other", None) not in cells
    rows = [*_request_outcomes(has_items), "requests.received", "requests.carried_in", "requests.carried_out"]
    filled = {code for code, _ in cells}
    empty = [code for code in rows if code not in filled]
    if empty:
        lacking.append(f"申请表缺{len(empty)}行")
    if (identity.year or 0) >= 2021 and "信息处理费" not in text:
        lacking.append("第六部分未写信息处理费")
    words = "；".join(lacking) if lacking else "六个部分与申请表各行齐全"
    return Check("completeness", "usual", "notice" if lacking else "pass", len(lacking), 0, None, words)
