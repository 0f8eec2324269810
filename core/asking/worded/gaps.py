"""What lacks, in words: reports of a body, figures of a report, what a share would be worked out of."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.found.missing import Gap, NoReport, NoShare, NotReported, ShareOf, ZeroBase
from core.asking.worded.figures import name_of, named, years
from core.asking.worded.texts import joined, text
from core.forms import catalogue
from core.telling.bodies import body_name
from core.telling.findings import describe_issue
from core.telling.names import form_name, quote
from core.telling.spoken import spoken_name
from core.types import Language

_MOST_QUOTES = 3


def no_report(found: NoReport, language: Language) -> str:
    """That a body has no report of these years, and the nearest that exist."""
    if not found.nearest:
        return text(language, "missing.no_report", body=body_name(found.label, language))
    near, wanted = years(found.nearest, language), years(found.years, language)
    return text(language, "missing.no_report_of", body=body_name(found.label, language), years=wanted, nearest=near)


def not_reported(found: NotReported, language: Language) -> str:
    """That a report gives no such figure, and why where the form tells."""
    name = spoken_name(found.code, found.applicant, language, found.entry.template)
    whose = {"body": named(found.entry, language), "year": found.entry.year}
    if found.unread:
        return text(language, "missing.unread", **whose, name=name, quotes=unread_quotes(found.unread, language))
    if found.left_out:
        return text(language, "missing.not_read", **whose, name=name, why=describe_issue(found.left_out, language))
    reason = ""
    if found.reason:
        why = text(language, f"missing.reason_{found.reason}", form=form_name(found.entry.template, language))
        reason = text(language, "missing.reason", reason=why)
    return text(language, "missing.not_given", **whose, name=name, reason=reason)


def unread_quotes(quotes: Sequence[str], language: Language) -> str:
    """The words of a report that could not be read for sure, the first of them."""
    told = [text(language, "marks.quote", words=quote(words)) for words in quotes[:_MOST_QUOTES]]
    return joined(told, language)


def share_name(share: ShareOf, language: Language) -> str:
    """公开率; 网络申请占收到申请的比例."""
    if share.rate:
        return catalogue.label(share.rate, language)
    part = joined((spoken_name(*key, language) for key in share.above), language)
    return text(language, "share.of", part=part, whole=spoken_name(*share.below, language))


def _no_share(found: NoShare, language: Language) -> str:
    names = joined((spoken_name(*key, language) for key in found.missing), language)
    parts = {"body": named(found.entry, language), "year": found.entry.year}
    parts |= {"missing": names, "share": share_name(found.share, language)}
    if found.unread:
        return text(language, "share.unread", **parts, quotes=unread_quotes(found.unread, language))
    if found.left_out:
        return text(language, "share.not_read", **parts, why=describe_issue(found.left_out, language))
    return text(language, "share.not_given", **parts)


def gap(found: Gap, language: Language) -> str:
    """Why a figure or a share is not there."""
    match found:
        case NotReported():
            return not_reported(found, language)
        case NoShare():
            return _no_share(found, language)
        case ZeroBase(whole, share):
            whose = {"body": named(whole.entry, language), "year": whole.entry.year}
            told = {"name": name_of(whole, language), "share": share_name(share, language)}
            return text(language, "share.zero_base", **whose, **told)
