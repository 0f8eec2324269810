"""Why a question is not answered, in words, and what can be asked instead."""

from __future__ import annotations

from core.asking.found.bodies import full_name
from core.asking.understood.refusal import NoAdministration, Outside, Refusal, UnknownWords, UnusedWords
from core.asking.understood.request import Lookup
from core.asking.worded.asked import Asked
from core.asking.worded.choices import times_said
from core.asking.worded.texts import joined, text
from core.forms import catalogue
from core.telling.bodies import body_name
from core.types import Language, ReportEntry

# What these say is what can be asked instead.
_WITHOUT_EXAMPLES = frozenset(
    {"mean_of_one", "change_standing", "change_of_sum", "define_what", "nothing_follows", "thanks"}
)
_EXAMPLES = ("examples.received", "examples.denied", "examples.reviews")
_EXAMPLES_2014 = ("examples.received", "examples.disclosed", "examples.reviews")
"""What the form of a report has."""


def refusal_said(refusal: Refusal, asked: Asked) -> str:
    """Why such a question is not answered, with what can be asked."""
    said = reason_said(refusal, asked.language)
    if isinstance(refusal, Outside) and refusal.reason in _WITHOUT_EXAMPLES:
        return said
    without = _without(refusal.words, asked) if isinstance(refusal, UnknownWords) else ""
    return said + (without or examples(asked))


def _without(words: tuple[str, ...], asked: Asked) -> str:
    """What can be asked without words that are not understood, where a figure of a body and year is named beside."""
    subject = asked.understood.said.subject
    bodies = [body for target in subject.targets for body in target.bodies]
    codes = [code for measure in subject.measures for code in measure.codes if code != "?"]
    plain = isinstance(asked.request, Lookup) and not subject.applicants
    if not (
        plain and len(bodies) == len(subject.targets) == len(subject.measures) == len(codes) == 1 and subject.times
    ):
        return ""
    question = text(
        asked.language,
        "asked.figure",
        body=full_name(asked.stored, bodies[0]),
        years=times_said(asked),
        figure=catalogue.label(codes[0], asked.language),
    )
    return "\n" + text(asked.language, "examples.without", words=quoted(words, asked.language), question=question)


def reason_said(refusal: Refusal, language: Language) -> str:
    """Why such a question is not answered."""
    match refusal:
        case Outside(reason):
            return text(language, f"refused.{reason}")
        case UnknownWords(words, (), of_else=True):
            return text(language, "refused.of_else", words=quoted(words, language))
        case UnknownWords(words, unsaid_by):
            names = joined((body_name(name, language) for name in unsaid_by), language)
            key = "refused.unknown_words_unsaid" if unsaid_by else "refused.unknown_words"
            return text(language, key, words=quoted(words, language), bodies=names)
        case UnusedWords(words):
            return text(language, "refused.unused_words", words=quoted(words, language))
        case NoAdministration():
            return text(language, "refused.no_administration")
        case _:
            raise TypeError(refusal)


def quoted(words: tuple[str, ...], language: Language) -> str:
    """Words of a question in quotation marks."""
    return joined((text(language, "marks.quote", words=word) for word in words), language)


def examples(asked: Asked) -> str:
    """A line of what can be asked, of the body named where it has a report, else of the first that has one."""
    entry = _newest_report(asked)
    if entry is None:
        return text(asked.language, "examples.nothing_stored")
    keys = _EXAMPLES_2014 if entry.template == "2014" else _EXAMPLES
    questions = (text(asked.language, key, body=entry.organization_name, year=entry.year) for key in keys)
    return "\n" + text(asked.language, "examples.told", questions=text(asked.language, "marks.apart").join(questions))


def _newest_report(asked: Asked) -> ReportEntry | None:
    """The newest report of the body named, else of the first body."""
    named = [body.organization.id for target in asked.subject.targets for body in target.bodies]
    body = None if named else asked.stored.catalog.first()
    first = [body.organization.id] if body else []
    for ids in filter(None, (named, first)):
        entries = asked.stored.holdings.reports(organizations=ids)
        if entries:
            return max(entries, key=lambda entry: entry.year)
    return None
