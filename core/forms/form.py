"""The official forms as data: which rows a table has, in which order, and what each row means.

Sources of the rows: 国办发〔2014〕32号 (statistics), 国办公开办函〔2019〕60号 and 〔2021〕30号 (request table;
the two differ only in the rows under 其他处理), and the older provincial forms (local).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

TableName = Literal["request", "statistics", "local"]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a form. `number` is the printed item number ("2" of 2.重复申请); no indicator: a heading.

    `in_group` has shorter names that mean the row only right behind the row or heading it belongs to (当面 behind 收到申请数).
    """

    number: str
    label: str
    spellings: tuple[str, ...]
    indicator: str | None
    in_group: tuple[str, ...] = ()


@cache
def form(table: TableName) -> tuple[FormRow, ...]:
    """The rows of a form in official order."""
    return _forms()[table]


@cache
def _forms() -> Mapping[str, tuple[FormRow, ...]]:
    rows: dict[str, list[FormRow]] = {}
    text = files("core.forms").joinpath("data/forms.csv").read_text("utf-8")
    for line in csv.DictReader(text.splitlines()):
        written = (line["label"], *(alias for alias in line["aliases"].split("|") if alias))
        # Labels are looked for in a view of the text without 、 which is often left out or set as a comma.
        spellings = tuple(spelling.replace("、", "") for spelling in written)
        in_group = tuple(name for name in line["in_group"].split("|") if name)
        row = FormRow(line["number"], spellings[0], spellings, line["indicator"] or None, in_group)
        rows.setdefault(line["table"], []).append(row)
    return {table: tuple(lines) for table, lines in rows.items()}


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """A row of the disclosure table (section two of the forms of 2019 and 2021) and its columns in each."""

    label: str
    spellings: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]


# 第二十条第（一）（五）（六）（八）（九）项, in the order of the form.
DISCLOSURE_ROWS: tuple[DisclosureRow, ...] = (
    DisclosureRow(
        "规章",
        ("规章",),
        {
            "2019": ("regulations.issued", "regulations.published", "regulations.in_public"),
            "2021": ("regulations.issued", "regulations.repealed", "regulations.in_force"),
        },
    ),
    DisclosureRow(
        "行政规范性文件",
        ("行政规范性文件", "规范性文件"),
        {
            "2019": ("normative.issued", "normative.published", "normative.in_public"),
            "2021": ("normative.issued", "normative.repealed", "normative.in_force"),
        },
    ),
    DisclosureRow(
        "行政许可",
        ("行政许可",),
        {
            "2019": ("licensing.items_previous", "licensing.items_change", "licensing.decisions"),
            "2021": ("licensing.decisions",),
        },
    ),
    DisclosureRow(
        "其他对外管理服务事项",
        ("其他对外管理服务事项", "其它对外管理服务事项"),
        {"2019": ("services.items_previous", "services.items_change", "services.decisions"), "2021": ()},
    ),
    DisclosureRow(
        "行政处罚",
        ("行政处罚",),
        {
            "2019": ("punishment.items_previous", "punishment.items_change", "punishment.decisions"),
            "2021": ("punishment.decisions",),
        },
    ),
    DisclosureRow(
        "行政强制",
        ("行政强制",),
        {
            "2019": ("coercion.items_previous", "coercion.items_change", "coercion.decisions"),
            "2021": ("coercion.decisions",),
        },
    ),
    DisclosureRow(
        "行政事业性收费",
        ("行政事业性收费",),
        {"2019": ("fees.items_previous", "fees.items_change"), "2021": ("fees.amount",)},
    ),
    DisclosureRow(
        "政府集中采购",
        ("政府集中采购",),
        {"2019": ("procurement.items", "procurement.amount"), "2021": ()},
    ),
)

# Words of a column head that only one of the two forms has.
DISCLOSURE_HEADS: Mapping[str, tuple[str, ...]] = {
    "2021": ("制发", "废止", "现行有效", "收费金额"),
    "2019": ("制作", "对外公开总", "新公开", "公开数量", "上一年", "上年", "增/减", "增减", "采购"),
}

LITIGATION_COLUMNS: tuple[str, ...] = tuple(
    f"{group}.{result}"
    for group in ("review", "litigation.direct", "litigation.after_review")
    for result in ("upheld", "corrected", "other", "pending", "total")
)
