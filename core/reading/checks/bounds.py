"""Rules of bounds and of custom: what cannot, or is not used to, be more than something else."""

from __future__ import annotations

from collections.abc import Iterator

from core.reading.checks.compare import Cells, compared, skipped
from core.reading.checks.sums import family
from core.types import Check, CheckStatus, Identity, named

_CHANNELS = family("disclosure.channel", "gazette", "website", "weibo", "wechat", "other")
_PARTS_OF_WHOLES = (
    ("response.press_conferences.principal", "response.press_conferences"),
    ("response.interviews.principal", "response.interviews"),
    ("normative.published", "disclosure.items"),
)


def disclosure_bounds(cells: Cells) -> Check:
    """Largest channel ≤ items ≤ sum of channels: the same item may go out on several."""
    codes = ("disclosure.items", *_CHANNELS)
    numbers = [cells.get((code, None)) for code in codes]
    missing = [code for code, number in zip(codes, numbers, strict=True) if number is None]
    if missing:
        return skipped("disclosure_bounds", "bound", missing)
    items, *channels = [number or 0 for number in numbers]
    low, high = max(channels), sum(channels)
    holds = low <= items <= high
    right = items if holds else low if items < low else high
    status: CheckStatus = "pass" if holds else "fail"
    bounds = named(low=low, high=high)
    return Check("disclosure_bounds", "bound", status, items, right, cells=codes, values=bounds)


def parts_of_wholes(cells: Cells) -> Iterator[Check]:
    for part, whole in _PARTS_OF_WHOLES:
        left, right = cells.get((part, None)), cells.get((whole, None))
        if left is None or right is None:
            yield skipped("part_of_whole", "bound", [code for code in (part, whole) if (code, None) not in cells])
            continue
        status: CheckStatus = "pass" if left <= right else "fail"
        yield Check("part_of_whole", "bound", status, left, right, cells=(part, whole))


def concluded_vs_outcome(cells: Cells) -> Check:
    return _pair(cells, "concluded_vs_outcome", "requests.concluded", "requests.outcome.total")


def _pair(cells: Cells, rule: str, one: str, other: str) -> Check:
    left, right = cells.get((one, None)), cells.get((other, None))
    if left is None or right is None:
        return skipped(rule, "usual", [code for code in (one, other) if (code, None) not in cells])
    return compared(rule, "usual", left, right, (one, other))


def published_vs_issued(cells: Cells) -> Check:
    codes = ("normative.published", "normative.issued")
    left, right = (cells.get((code, None)) for code in codes)
    if left is None or right is None:
        return skipped("published_vs_issued", "usual", [code for code in codes if (code, None) not in cells])
    status: CheckStatus = "pass" if left <= right else "notice"
    return Check("published_vs_issued", "usual", status, left, right, cells=codes)


def regulation_power(identity: Identity, cells: Cells) -> Iterator[Check]:
    """立法法 gives no county body, department or township the power to make 规章."""
    code = identity.division_code
    if not code or code.endswith("00"):
        return
    codes = tuple(name for name, column in cells if name.startswith("regulations.") and column is None)
    made = [name for name in codes if cells[name, None]]
    if not codes:
        return
    value = cells[made[0], None] if made else 0
    if made:
        yield Check("regulation_power", "usual", "notice", value, 0, cells=tuple(made), kind="has_some")
    else:
        yield Check("regulation_power", "usual", "pass", value, 0, cells=codes, kind="has_none")
