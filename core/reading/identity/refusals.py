"""Why a page is no annual disclosure report: one kind and one sentence a cause."""

from __future__ import annotations

from dataclasses import dataclass

_NO_REPORT = "not an annual report on disclosure"
_SENTENCES = {
    "empty": "The file holds no text.",
    "software": f"This page is the documentation of software, {_NO_REPORT}.",
    "model": "This page is a model text whose body is left open (XX镇, 某局); it is no annual report.",
    "blank_form": "This page is a form that nobody has filled in; it is no annual report.",
    "part_of_year": "This page covers a part of a year; it is no annual report.",
    "explanation": f"This page is an explanation of a report, {_NO_REPORT}.",
    "assessment": f"This page is an assessment by others, {_NO_REPORT}.",
    "news": f"This page is a news item, {_NO_REPORT}.",
    "speech": f"This page is a speech to a people's congress, {_NO_REPORT}.",
    "court": f"This page is an account or a judgment of a court, {_NO_REPORT}.",
    "decision": f"This page is a decision on one request or one review, {_NO_REPORT}.",
    "task_list": f"This page is a list of tasks and who is to do them, {_NO_REPORT}.",
    "notice": f"This page is a notice about such reports, {_NO_REPORT}.",
    "rules": f"This page is a set of rules or a guide, {_NO_REPORT}.",
    "plan": f"This page is a plan, {_NO_REPORT}.",
    "budget": f"This page is a budget, {_NO_REPORT}.",
    "rule_of_law": f"This page is a report on the rule of law, {_NO_REPORT}.",
    "website": f"This page is a report on a website, {_NO_REPORT}.",
    "another_document": f"This page is another document, {_NO_REPORT}.",
    "list": "This page is a list of reports, not a report.",
    "empty_list": "This page is an empty list of reports.",
    "backwards": (
        "The text of this file runs from its end to its beginning: it was taken from pages that lay on their head. "
        "Read the pages themselves."
    ),
    "title_only": (
        "This page is a title, a menu or a notice without the report: no sentence or table reports a figure."
    ),
    "another_matter": (
        "This page is a text on another matter: it reports nothing of a year's disclosure of government information."
    ),
}
KINDS = frozenset(_SENTENCES)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page is no report: what it is instead."""

    kind: str

    @property
    def sentence(self) -> str:
        """The reason for a person."""
        return _SENTENCES[self.kind]
