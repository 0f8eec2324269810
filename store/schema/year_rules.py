"""The rules over two reports of a body, of a year and the next, as rows that the view of checks reads."""

from __future__ import annotations

import json
import sqlite3

from core.forms.registry import forms
from store.schema.of_version import Row, holds_rows, write_rows

TABLES = (
    """
    CREATE TABLE year_rules (
        id INTEGER PRIMARY KEY,
        rule TEXT NOT NULL,
        level TEXT NOT NULL,
        by_applicant INTEGER NOT NULL,
        form_before TEXT NOT NULL,
        form_after TEXT NOT NULL,
        operands INTEGER NOT NULL,
        codes TEXT NOT NULL
    )
    """,
    # `sign` is how a figure counts on the left side; 0 is the right side.
    """
    CREATE TABLE year_rule_operands (
        rule_id INTEGER NOT NULL REFERENCES year_rules (id),
        position INTEGER NOT NULL,
        indicator TEXT NOT NULL,
        is_later INTEGER NOT NULL,
        sign INTEGER NOT NULL,
        PRIMARY KEY (rule_id, position)
    ) WITHOUT ROWID
    """,
)


def fill_year_rules(db: sqlite3.Connection) -> None:
    """Write down the rules of this version."""
    write_rows(db, _rows())


def has_year_rules(db: sqlite3.Connection) -> bool:
    """Whether the rules of this version stand there."""
    return holds_rows(db, _rows())


def _rows() -> dict[str, list[Row]]:
    """By table, in an order in which they may be filled: a rule for each two forms that both have it."""
    rules: list[Row] = []
    operands: list[Row] = []
    pairs = [(before, after, flow) for after in forms() for flow in after.flows for before in forms()]
    for before, after, flow in pairs:
        if flow not in before.flows:
            continue
        number = len(rules) + 1
        sides = [(code, 0, 1) for code in flow.before] + [(code, 1, 1) for code in flow.added]
        sides += [(code, 1, -1) for code in flow.taken] + [(flow.after, 1, 0)]
        codes = json.dumps(flow.codes)
        rules.append((number, flow.rule, flow.level, int(flow.by_applicant), before.key, after.key, len(sides), codes))
        operands += [(number, place, *side) for place, side in enumerate(sides)]
    return {"year_rules": rules, "year_rule_operands": operands}
