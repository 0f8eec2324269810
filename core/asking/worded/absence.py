"""What is not there: a place nobody knows, a body without reports, a year without one, a report without the figure."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from core.asking.found.asked import Asked, Group, Outcome, ids_of
from core.asking.understood.request import Target
from core.asking.worded.choices import MOST_CHOICES, body_choices
from core.asking.worded.figures import joined, measure, years
from core.asking.words import catalog as bodies
from core.asking.words import lexicon as vocabulary
from core.forms.indicators import indicators
from core.forms.registry import official_forms
from core.places import divisions as places
from core.types import Applicant, Issue, ReportEntry


def unknown_place(asked: Asked, name: str) -> Outcome:
    """No body of this name; bodies with like names are offered, never taken."""
    like = sorted(
        ((fuzz.ratio(name, b.organization.name[: len(name) + 2]), b) for b in asked.catalog.bodies),
        key=lambda pair: (-pair[0], pair[1].organization.id),
    )
    near = [body for score, body in like if score >= 50][:3]
    text = asked.say(f"不认识“{name}”，库里没有它的年报。", f"I don't know “{name}”; there is no report of it. ")
    return Outcome("no_report", text + ("" if near else asked.examples()), choices=body_choices(asked, near))


def no_report_anywhere(asked: Asked, wanted: Sequence[int]) -> Outcome:
    """Nothing stored of these years."""
    if not asked.holdings.years():
        return Outcome("no_report", asked.say("库里还没有年报。", "There are no reports yet."))
    present = years(asked.holdings.years(), asked.language)
    text = asked.say(
        f"库里没有{years(wanted, 'zh')}的年报；有的是{present}。",
        f"There are no reports of {years(wanted, 'en')}; there are those of {present}.",
    )
    return Outcome("no_report", text)


def not_stored(asked: Asked, target: Target) -> Outcome:
    label = _target_label(asked, target)
    held = [b for d in target.divisions for b in bodies.of_place(asked.catalog, d)]
    parts = [asked.say(f"库里没有{label}的年报。", f"There is no report of {label}. ")]
    for division in target.divisions[:1]:
        today = places.current(division)
        if division.until is not None and today is not None:
            parts.append(
                asked.say(
                    f"{division.name}{division.until}年起为{today.name}。",
                    f"{division.name} became {today.name} in {division.until}. ",
                )
            )
            held += bodies.of_place(asked.catalog, today)
    held = list(dict.fromkeys(held))[:MOST_CHOICES]
    if held:
        names = joined((body.organization.name for body in held), asked.language)
        parts.append(asked.say(f"同一地方有年报的是：{names}。", f"Bodies of the same place with reports: {names}."))
    elif target.kind != "government" and not target.divisions:
        parts.append(asked.examples())
    else:
        parts.append(_nearby(asked, target))
    return Outcome("no_report", "".join(parts), asked.query((), ()), choices=body_choices(asked, held))


def _nearby(asked: Asked, target: Target) -> str:
    for division in target.divisions[:1]:
        for above in places.parents(division):
            held = bodies.below(asked.catalog, above, None)[:5]
            if held:
                names = joined((body.organization.name for body in held), asked.language)
                return asked.say(
                    f"{above.name}范围内有年报的有：{names}。", f"Bodies with reports in {above.name}: {names}."
                )
    return ""


def _target_label(asked: Asked, target: Target) -> str:
    if len(target.divisions) == 1:
        division = target.divisions[0]
        name = places.full_name(division, division.until)
    else:
        name = ""
    kind = vocabulary.body_kinds().get(target.kind)
    label = (kind.label_zh if kind else target.kind) if target.kind != "government" or not name else ""
    return f"{name}{label}" if name else f"“{target.text}”"


def nothing_then(asked: Asked, groups: Sequence[Group], present: Sequence[int]) -> Outcome:
    names = joined((g.label for g in groups), asked.language)
    text = asked.say(
        f"这段时间没有{names}的年报；有的是{years(present, 'zh')}。",
        f"There is no report of {names} for that time; there are those of {years(present, 'en')}.",
    )
    return Outcome("no_report", text, asked.query((), (), groups), organization_ids=ids_of(groups))


def no_report(asked: Asked, group: Group, wanted: Sequence[int]) -> str:
    """That a body has no report of these years, and the nearest that exist."""
    present = sorted(group.reports, key=lambda year: (min(abs(year - w) for w in wanted), year))[:3]
    if not present:
        return asked.say(f"没有{group.label}的年报。", f"There is no report of {group.label}. ")
    near = years(sorted(present), asked.language)
    return asked.say(
        f"没有{group.label}{years(wanted, 'zh')}的年报；最近的有{near}。",
        f"There is no report of {group.label} for {years(wanted, 'en')}; the nearest are of {near}. ",
    )


def not_reported(asked: Asked, entry: ReportEntry, code: str, applicant: Applicant | None) -> str:
    """That a report gives no such figure, and why where the form tells."""
    name = measure(code, applicant, asked.language)
    indicator = indicators().get(code)
    reason = ""
    official = next((form for form in official_forms() if form.key == entry.template), None)
    without_columns = official is not None and not official.request
    if applicant is not None and (without_columns or not (indicator and indicator.by_applicant)):
        reason = asked.say("这份报表不分申请人类别", "this form does not tell applicants apart")
    elif indicator and official and official.key not in indicator.templates:
        reason = asked.say(f"{official.name_zh}的报表没有这一项", f"{official.name_en} has no such row")
    elif any(_is_left_blank(issue, code, applicant) for issue in asked.holdings.issues(entry.id)):
        reason = asked.say("该填数字的地方是空的", "the place for the number was left blank")
    if asked.language == "zh":
        return f"{entry.organization_name}{entry.year}年的报告没有给出“{name}”{f'（{reason}）' if reason else ''}；没有给出不等于零。"
    return (
        f"The {entry.year} report of {entry.organization_name} gives no figure for “{name}”"
        f"{f' ({reason})' if reason else ''}; not given does not mean zero. "
    )


def _is_left_blank(issue: Issue, code: str, applicant: Applicant | None) -> bool:
    """Whether the place for the figure holds no number."""
    return issue.code == "missing_number" and (code, applicant) in issue.figures
