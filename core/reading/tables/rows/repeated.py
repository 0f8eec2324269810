"""Where the request table stands on a page that has it more than once: of other bodies, other years, or a copy."""

from __future__ import annotations

from core.forms.merged import request_rows
from core.reading.tables.cells.zone import read_zone
from core.reading.tables.rows.compact import Compact

_MOST_TABLES = 8
_REACH = 160


def request_stretches(text: str, compact: Compact) -> list[tuple[int, int]]:
    """The stretches of the compact text that hold one table each: from the first row of one to that of the next.

    A label that stands in several cells of its row (a merged one, repeated) begins but one.
    """
    label = request_rows()[0].label
    starts: list[int] = []
    for at in compact.labels.get(label, ()):
        end = compact.positions[at + len(label) - 1] + 1
        if read_zone(text, end, min(end + _REACH, len(text))).values:
            starts.append(at)
        if len(starts) == _MOST_TABLES:
            break
    if len(starts) < 2:
        return [(0, len(compact.text))]
    return [*zip([0, *starts[1:]], [*starts[1:], len(compact.text)], strict=True)]
