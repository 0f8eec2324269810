"""How researchers and programs put questions in English: fell under, by how many per cent, filed directly, a / b / c."""

from __future__ import annotations

import re

from core.asking.words.wording import Written

_SHARE = r"(?:share|proportion|percentage|fraction|percent)"
_REVIEW = r"(?:an? |any |the )?(?:prior |previous |preceding |earlier )?(?:administrative )?(?:review|reconsideration)"
_GROW = (
    r"(?:grow|rise|increase|climb|expand|jump|surge|drop|fall|decline|decrease|shrink|go (?:up|down)|change|move|shift)"
)
# The rates that have a name of their own, and what they are made of.
_MADE_OF = {
    "disclosure": re.compile(
        r"(?:(?:fully |wholly )?granted (?:and|plus|\+|or) (?:part(?:ly|ially)?(?: granted)?|granted in part)|full(?:y granted)? ?(?:\+|plus|and) ?partial(?:ly granted)?|granted in full (?:and|plus|or) in part)"
    ),
    "denial": re.compile(r"(?:denied|refused|rejected|denials|refusals|rejections)"),
    "refusal": re.compile(r"(?:denied|refused|rejected|denials|refusals|rejections)"),
    "rejection": re.compile(r"(?:denied|refused|rejected|denials|refusals|rejections)"),
    "grant": re.compile(r"(?:fully )?granted(?: in full)?"),
}
_ANSWERED = re.compile(
    r"(?:all |the |total )*(?:answered|outcomes?|concluded outcomes|total of outcomes|total outcomes)(?: requests| total)?"
)
_FIGURES = re.compile(
    r"(?:(?:all|the|total|requests|fully|in full|in part|partly|partially|granted|partial|denied|refused|unavailable|not processed"
    r"|answered|received|outcomes|reviews|lawsuits|concluded|on time|plus|and|\+)(?: |$))+"
)
_NOUN = re.compile(r"^(?:the )?(?:number of )?(?:requests )?|(?: requests| applications)$")


def _rate_made_of(match: re.Match[str]) -> str:
    """Denial rate (denied over answered) is the denial rate; one made otherwise is told by what it is made of."""
    part, whole = (_NOUN.sub("", match[name].strip(" ,")) for name in ("part", "whole"))
    known = _MADE_OF.get(match["rate"])
    if known and known.fullmatch(part) and _ANSWERED.fullmatch(whole):
        return f"{match['rate']} rate{match['of']}"
    if not (_FIGURES.fullmatch(part) and _FIGURES.fullmatch(whole)):
        return match[0]
    part = re.sub(r" (?:plus|and|\+) ", " + ", part)
    return f"{part} as a share of {whole}{match['of']}"


WORDINGS: tuple[Written, ...] = (
    ("per cent", r"\bper cent\b", "percent", False),
    (
        "rate",
        r"\b(?P<rate>[a-z]{5,12}) rates?(?P<of>(?: (?:of|for|in|at) [^()?]{2,40}?)?),? ?"
        r"\((?:i\.e\.,? |that is,? |= ?|defined as |meaning )?(?P<part>[a-z+ ]{4,50}?),?"
        r" ?(?:(?:divided )?by|占|over|as an? (?:share|percentage|proportion|fraction|percent) of|out of|relative to) ?(?P<whole>[a-z ]{4,50}?)\)",
        _rate_made_of,
        False,
    ),
    (
        ("by what percent", "by how many percent", "by how much percent"),
        rf"\bby (?:how many|what|how much) (?:percent|percentage|per cent)(?: points?)? did (.{{4,80}}?) {_GROW}\b",
        r"what is the percentage change in \1",
        False,
    ),
    (
        "by how much did",
        rf"\bby how much did (?:the )?(?:total|overall)(?: number)? of (.{{4,80}}?) {_GROW}\b",
        r"what is the difference in \1",
        False,
    ),
    # --- outcomes ---
    *(
        (
            "ed in ",
            rf"\b(?:ended|resulted|concluded|culminated) in (?:an? |the )?{noun}\b",
            f"were {done}",
            False,
        )
        for noun, done in (("(?:denial|refusal|rejection)", "denied"), ("(?:grant|full disclosure)", "granted in full"))
    ),
    (
        "(",
        r"(?P<asked>\b(?:percentage|share|proportion|percent|fraction) of .{3,80}?) ?\((?P<part>[a-z]+) as an? (?:share|percentage|proportion|fraction|percent) of (?P<whole>received|answered)\)",
        lambda match: (
            match["asked"] if match["part"] in match["asked"] and match["whole"] in match["asked"] else match[0]
        ),
        False,
    ),
    (
        (" under", " within", " into"),
        rf"\b({_SHARE} of .{{4,70}}?) (?:fell|fall|falls|came|come|comes|went|ended up) (?:under|within|into)(?: the)?(?: (?:heading|category|label|class|outcome))?(?: of)?(?=[ '\"])",
        r"\1 was",
        False,
    ),
    (
        "unavailab",
        r"\b(?:information (?:was |being |is )?unavailable|unavailability(?: of (?:the )?information)?)\b",
        "unavailable",
        False,
    ),
    (
        "carried over",
        r"(?<=[a-z]), (?:and )?carried over(?=[.?]?$)",
        ", carried over from last year, carried over to next year",
        False,
    ),
    (
        "plus",
        r"(?<=[a-z_.]),? plus (?:the )?(?:(?:total|overall)(?: number)?(?: of)?(?: requests)?) (denied|granted|unavailable|answered|not processed)\b",
        r", requests \1",
        False,
    ),
    # --- lawsuits ---
    (
        ("without", "with no", "bypassing", "skipping", "instead of"),
        rf"\b(?:filed|brought|lodged|taken to court|started|made|submitted)(?: to (?:the )?courts?| in court)?(?: directly)?(?: (?:to|with) (?:the|a) courts?)?,?(?: (?:that is|i\.e\.|meaning),?)?"
        rf" (?:without|with no|bypassing|skipping|instead of) {_REVIEW}(?: first| beforehand)?",
        "filed without review",
        False,
    ),
    (
        "directly",
        r"\b(lawsuits?|suits|court cases?|cases)\b(.{0,60}?) (?:filed|brought|lodged|taken to court) directly\b(?: (?:to|in|with) (?:the )?courts?)?",
        r"\1\2 filed without review",
        False,
    ),
    (
        ("through", "after"),
        rf"\b(?:had |have |has )?(?:gone|went|been|passed|come|came) (?:through|after) {_REVIEW}(?: first| beforehand| before)?",
        "filed after review",
        False,
    ),
    ("preceded by", rf"\b(?:were|was|are|is|been) preceded by {_REVIEW}", "filed after review", False),
    (
        ("lawsuit", "review", "litigation", "court case"),
        r"\b(?:(?:government |public )?information[- ]disclosure|disclosure[- ]related|information[- ]related|disclosure|foi|information) (?=(?:administrative )?(?:lawsuits?|reviews?|litigation|court cases?)\b)",
        "",
        False,
    ),
    (
        " with ",
        r"\b(?:of |for )?(?:all |the ){1,3}((?:[a-z]+ )?(?:counties|districts|bodies)) with (?:their |the )?([a-z]+\.[a-z_.]+)(?=$|[?.]$| in | for | of )",
        r"of \2 of all \1",
        False,
    ),
    # --- how several are put side by side ---
    ("as opposed to", r",? as opposed to (?:those )?(?:by |via |through )?", " and ", False),
    (
        "ratio of",
        r"\bratio of (?P<one>(?:the )?[a-z]+(?: in full| in part)?(?: requests)?) to (?P<other>[a-z]+(?: in full| in part)?)(?: requests)?\b",
        r"\g<one>占\g<other>的比例",
        False,
    ),
    ("between", r"\bdifference in (.{4,40}?) between (\d{6}) and (\d{6})\b", r"difference in \1, \2 vs \3", False),
    # --- names of figures ---
    (
        "publicly",
        r"\b(?:publicly (?:available|accessible|open)|available to the public)\b",
        "open to the public",
        False,
    ),
    ("as of", r"\bas of (?:the end of )?(?=(?:19|20)\d\d)", "in ", False),
    (
        "procurement",
        r"\b(?:total |overall )?(?:value|amount|cost|spending|expenditure|sum) (?:of|on|for) ((?:all )?(?:centrali[sz]ed )?(?:government )?procurement)\b",
        r"total amount of \1 total amount",
        False,
    ),
    ("procurement", r"\bprocurement (?:value|amount|cost|spending|expenditure)\b", "procurement total amount", False),
    *(
        (
            hint,
            rf"\b(?P<who>[a-z]+) {hint} year(?: for (?P<what>[a-z ]{{4,30}}?))?(?= was| is| were|[?.]|$| in | between | from )",
            lambda match: (
                f"{match['who']} which year had the {'most' if 'busi' in match[0] else 'fewest'} {match['what'] or 'requests'}"
            ),
            False,
        )
        for hint in ("busiest", "quietest")
    ),
    # --- whose they are ---
    (
        "organi",
        r"\b(?P<which>top|bottom|which|what|each|every|all)(?P<count> \d{1,2}| [a-z]{3,5})? organi[sz]ations?\b(?= (?:by|with|in|had|has|have|received|ranked|that|got|saw))",
        lambda match: f"{match['which']}{match['count'] or ''} bodies",
        False,
    ),
    (
        "other",
        r"\b((?:natural persons?|individuals?|businesse?s?|companies|firms)\b[a-z ,]{0,60}?),? (?:and )?others?(?=[?.]*$| in | for |,)",
        r"\1, other applicants",
        False,
    ),
    (
        ("bodies", "organi"),
        r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten|[2-9]) (?P<who>bodies|organi[sz]ations) (?=(?:with|having|that|which) (?:the )?(?:most|fewest|highest|lowest|largest|smallest))",
        lambda match: f"{match['count']} counties ",
        False,
    ),
    (
        "ratio of",
        r"\bratio of (?P<what>.{4,50}?) in (?P<later>(?:19|20)\d\d) to (?:those in |that in |that of |those of )?(?P<base>(?:19|20)\d\d)(?: \(how many times\))?",
        r"how many times as many \g<what> in \g<later> as in \g<base>",
        False,
    ),
    # --- reports ---
    (
        "extract",
        r"\bextract(?:ed)?:? (?!.*\b(?:passage|sentence|paragraph|text|section|quote|wording)s?\b)",
        "give ",
        False,
    ),
    (
        "publication date",
        r"^(?:what|which) publication date (?:does|do|did) (.{4,60}?) (?:carry|have|bear|show|give|state)(?=[?.]*$)",
        r"publication date of \1",
        False,
    ),
    ("publish", r"\b(?:published|publishing)(?:_on)?[ _](?:date|day)\b", "publication date", False),
    ("released", r"\breleased?[ _]date\b", "publication date", False),
)
"""In the order in which they are tried, before the others."""
