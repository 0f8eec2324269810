"""Why a question is not answered, in words, and what can be asked instead."""

from __future__ import annotations

from core.asking.found.stored import Stored
from core.asking.understood.refusal import NoAdministration, Outside, Refusal, UnknownWords, UnusedWords
from core.asking.worded.texts import joined, text
from core.types import Language, ReportEntry

# What these say is what can be asked instead.
_WITHOUT_EXAMPLES = frozenset({"mean_of_one", "change_standing", "change_of_sum", "define_what", "thanks"})
_EXAMPLES = ("examples.received", "examples.disclosed", "examples.reviews")


def refusal_said(refusal: Refusal, stored: Stored, language: Language) -> str:
    """Why such a question is not answered, with what can be asked."""
    said = reason_said(refusal, language)
    if isinstance(refusal, Outside) and refusal.reason in _WITHOUT_EXAMPLES:
        return said
    return said + examples(stored, language)


def reason_said(refusal: Refusal, language: Language) -> str:
    """Why such a question is not answered."""
    match refusal:
        case Outside(reason):
            return text(language, f"refused.{reason}")
        case UnknownWords(words):
            return text(language, "refused.unknown_words", words=quoted(words, language))
        case UnusedWords(words):
            return text(language, "refused.unused_words", words=quoted(words, language))
        case NoAdministration():
            return text(language, "refused.no_administration")
        case _:
            raise TypeError(refusal)


def quoted(words: tuple[str, ...], language: Language) -> str:
    """Words of a question in quotation marks."""
    return joined((text(language, "marks.quote", words=word) for word in words), language)


def examples(stored: Stored, language: Language) -> str:
    """What can be asked, with names and years of what is stored."""
    entries = _entries(stored)
    if not entries:
        return text(language, "examples.nothing_stored")
    questions = (
        text(language, key, body=entry.organization_name, year=entry.year)
        for key, entry in zip(_EXAMPLES, entries, strict=False)
    )
    return text(language, "examples.told", questions=text(language, "marks.apart").join(questions))


def _entries(stored: Stored) -> tuple[ReportEntry, ...]:
    """The newest reports of the first bodies."""
    first = [body.organization.id for body in stored.catalog.bodies[:3]]
    newest: dict[int, ReportEntry] = {}
    for entry in stored.holdings.reports(organizations=first) if first else ():
        newest[entry.organization] = entry
    return tuple(newest.values())
