"""All forms, read from `data/`: a folder a form, with its rows in `rows.csv` and all else in `form.toml`."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from core.forms.form import Case, Column, DisclosureRow, Form, FormRow, LitigationTable, Part, Prose, Statistics
from core.forms.rules import AtMost, Equality, Flow, NotBelowPrefecture, Overlapping, RowTotals, Rule, known_rules
from core.types import CheckLevel

_NOTE = re.compile(r"（[^（）]*）$")
# The compact view of a text is without these, which are often left out or set as others.
_DROPPED = str.maketrans("", "", "、“”《》")
_ITEM = re.compile(r"(\d+)\.")


@cache
def forms() -> tuple[Form, ...]:
    """Every form, the oldest first, the local one last."""
    folders = [folder for folder in files("core.forms").joinpath("data").iterdir() if folder.is_dir()]
    read = [_form(folder) for folder in folders if folder.joinpath("form.toml").is_file()]
    return tuple(sorted(read, key=lambda form: (form.since is None, form.since, form.key)))


@cache
def official_forms() -> tuple[Form, ...]:
    """The forms that hold for the whole country, the oldest first."""
    return tuple(form for form in forms() if form.is_official)


@cache
def official_keys() -> tuple[str, ...]:
    """The keys of the official forms, the oldest first."""
    return tuple(form.key for form in official_forms())


def form_named(key: str) -> Form | None:
    """The form of a key; None for reports without a form."""
    return next((form for form in forms() if form.key == key), None)


def form_of_year(year: int | None) -> Form | None:
    """The form in force for a report year."""
    begun = [form for form in official_forms() if year is not None and form.since is not None and form.since <= year]
    return begun[-1] if begun else None


def _form(folder: Traversable) -> Form:
    told = tomllib.loads(folder.joinpath("form.toml").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(folder.joinpath("rows.csv").read_text(encoding="utf-8").splitlines()))
    return Form(
        key=folder.name,
        since=told.get("since"),
        name_zh=told["name_zh"],
        name_en=told["name_en"],
        request=tuple(_rows(rows, "request")),
        disclosure=tuple(_disclosure(rows, told.get("disclosure", {}))),
        litigation=_litigation(told["litigation"]) if "litigation" in told else None,
        statistics=_statistics(rows, told["statistics"]) if "statistics" in told else None,
        prose=_prose(told.get("prose", {})),
        rules=tuple(_rule(rule) for rule in told.get("rules", ())),
        assumed=tuple(
            Equality("", "usual", tuple(one["left"]), tuple(one["right"])) for one in told.get("assumed", ())
        ),
        flows=tuple(_flow(flow) for flow in told.get("flows", ())),
        derived=MappingProxyType({code: tuple(parts) for code, parts in told.get("derived", {}).items()}),
    )


def _rows(rows: Iterable[Mapping[str, str]], table: str) -> Iterator[FormRow]:
    for row in rows:
        if row["table"] == table:
            bare = _NOTE.sub("", row["label"])
            spellings = tuple(_compact(spelling) for spelling in (bare, *_split(row["spellings"])))
            item = _ITEM.fullmatch(row["number"])
            yield FormRow(
                label=spellings[0],
                spellings=spellings,
                indicator=row["indicator"] or None,
                numbers=(item[1],) if item else (),
                in_group=_split(row["in_group"]),
                cited=row["cited"] or row["number"] + bare,
            )


def _compact(label: str) -> str:
    return label.translate(_DROPPED)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def _disclosure(rows: Iterable[Mapping[str, str]], told: Mapping[str, Any]) -> Iterator[DisclosureRow]:
    columns = {
        one["label"]: Column(one["label"], tuple(one.get("telling", ())), one["head"], one["written"])
        for one in told.get("columns", ())
    }
    cells = [row for row in rows if row["table"] == "disclosure"]
    for label in dict.fromkeys(cell["label"] for cell in cells):
        own = [cell for cell in cells if cell["label"] == label]
        spellings = dict.fromkeys([label, *(name for cell in own for name in _split(cell["spellings"]))])
        yield DisclosureRow(
            label, tuple(spellings), tuple((columns[cell["column"]], cell["indicator"]) for cell in own)
        )


def _litigation(told: Mapping[str, Any]) -> LitigationTable:
    groups, results = (
        tuple(Case(one["code"], one["label"], one["written"]) for one in told[name]) for name in ("groups", "results")
    )
    return LitigationTable(groups, results)


def _statistics(rows: Iterable[Mapping[str, str]], told: Mapping[str, Any]) -> Statistics:
    own = tuple(_rows(rows, "statistics"))
    return Statistics(own, told["head"], told["fewest_rows"], told.get("fewest_rows_without_head"))


def _prose(told: Mapping[str, Any]) -> Prose:
    return Prose(
        opening=told.get("opening"),
        sections=tuple(Part(**part) for part in told.get("sections", ())),
        must_tell=tuple(Part(**part) for part in told.get("must_tell", ())),
        indicators=tuple(told.get("indicators", ())),
    )


def _rule(told: Mapping[str, Any]) -> Rule:
    """The rule that the keys tell; its level is that of all rules of its name."""
    name = told["rule"]
    level = _level(name)
    if "each_row" in told:
        return RowTotals(name, level)
    if "overlapping" in told:
        return Overlapping(name, level, told["whole"], tuple(told["overlapping"]))
    if "part" in told:
        return AtMost(name, level, told["part"], told["whole"])
    if "not_below_prefecture" in told:
        return NotBelowPrefecture(name, level, told["not_below_prefecture"])
    return Equality(name, level, tuple(told["left"]), tuple(told["right"]), told.get("by_applicant", False))


def _flow(told: Mapping[str, Any]) -> Flow:
    before, added, taken = (tuple(told.get(name, ())) for name in ("before", "added", "taken"))
    level = _level(told["rule"])
    return Flow(told["rule"], level, before, added, taken, told["after"], told.get("by_applicant", False))


def _level(rule: str) -> CheckLevel:
    if rule not in known_rules():
        raise ValueError(f"The rule {rule} of a form has no name and no level in core/forms/data/rules.csv.")
    return known_rules()[rule].level
