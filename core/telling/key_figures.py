"""The figures that are told of a report first, in their order."""

from __future__ import annotations

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
