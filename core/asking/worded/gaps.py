"""What lacks, in words: reports of a body, figures of a report, what a share would be worked out of."""

from __future__ import annotations

from core.asking.found.missing import Gap, NoReport, NoShare, NotReported, ShareOf, ZeroBase
from core.asking.worded.figures import name_of, years
from core.asking.worded.texts import joined, text
from core.forms import catalogue
from core.telling.names import figure_name, form_name
from core.types import Language


def no_report(found: NoReport, language: Language) -> str:
    """That a body has no report of these years, and the nearest that exist."""
    if not found.nearest:
        return text(language, "missing.no_report", body=found.label)
    near, wanted = years(found.nearest, language), years(found.years, language)
    return text(language, "missing.no_report_of", body=found.label, years=wanted, nearest=near)


def not_reported(found: NotReported, language: Language) -> str:
    """That a report gives no such figure, and why where the form tells."""
    reason = ""
    if found.reason:
        why = text(language, f"missing.reason_{found.reason}", form=form_name(found.entry.template, language))
        reason = text(language, "missing.reason", reason=why)
    return text(
        language,
        "missing.not_given",
        body=found.entry.organization_name,
        year=found.entry.year,
        name=figure_name(found.code, found.applicant, language),
        reason=reason,
    )


def share_name(share: ShareOf, language: Language) -> str:
    """公开率; 网络申请占收到申请的比例."""
    if share.rate:
        return catalogue.label(share.rate, language)
    part = joined((figure_name(*key, language) for key in share.above), language)
    return text(language, "share.of", part=part, whole=figure_name(*share.below, language))


def gap(found: Gap, language: Language) -> str:
    """Why a figure or a share is not there."""
    match found:
        case NotReported():
            return not_reported(found, language)
        case NoShare(entry, missing, share):
            names = joined((figure_name(*key, language) for key in missing), language)
            key, whose = "share.not_given", entry
            parts = {"missing": names, "share": share_name(share, language)}
        case ZeroBase(whole, share):
            key, whose = "share.zero_base", whole.entry
            parts = {"name": name_of(whole, language), "share": share_name(share, language)}
    return text(language, key, body=whose.organization_name, year=whose.year, **parts)
