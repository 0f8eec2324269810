"""How all bodies, some of them and those with so much are put in English: the twelve units, over all counties, argmax."""

from __future__ import annotations

import re

from core.asking.words.wording import Written

_YEAR = r"(?:19|20)\d\d"
_MOST_OR_FEWEST = {"max": "most", "min": "fewest"}
_SOME = r"the (?:top |first )?(?:two|three|four|five|six|ten|[2-9])"


def _together(match: re.Match[str]) -> str:
    """Over all counties: in total by them, where no mean and no ranking is asked for."""
    if re.search(r"\b(?:mean|average|median|most|fewest|highest|lowest|rank\w*|total|sum)\b", match.string):
        return match.group()
    return f"in total by all {match['who'].replace('stored ', '').replace('twelve ', '')}"


def _with_limit(match: re.Match[str]) -> str:
    """Organizations where requests.received = 0: the bodies that have exactly so many."""
    how = {"=": "exactly", "==": "exactly"}.get(match["how"], match["how"])
    return f"which bodies have {match['code']} {how} "


WORDINGS: tuple[Written, ...] = (
    (
        "per",
        r"\bper (?:reporting |responding |individual )?(?:body|government|unit|authority|jurisdiction)\b(?=.{0,60}?(?:count|district))",
        "",
        False,
    ),
    (
        ("zero", " no ", " 0 "),
        r"\b(?:reported|recorded|had|registered|logged) (?:zero|no|0) (?P<what>(?:[a-z]+ )?(?:requests|applications))(?: (?:received|at all))?\b",
        r"received no \g<what>",
        False,
    ),
    (
        ("from which", "from what", "since"),
        r"^(?:from (?:which|what) year (?:onwards?|on)?|since (?:when|which year|what year)) (?:are|were|is|have|has|do|does)(?: there)? ?(?:annual |the )*reports?(?: (?:been |are |is )?(?:available|exist|held|stored|published))*(?: for| of| from| by)? ",
        "which years are there reports of ",
        False,
    ),
    (
        "governments",
        r"\bwhich (?:local |of the )?governments (?=(?:received|had|have|got|saw|reported|recorded) (?:no|none)\b)",
        "which bodies ",
        False,
    ),
    ("jurisdiction", r"\bjurisdiction(?P<many>s?)\b", lambda match: "counties" if match["many"] else "county", False),
    *(
        (
            hint,
            rf"\b{hint}s (?=(?:with|having|that (?:had|have|received|got)|whose|without|lacking)\b)",
            "bodies ",
            False,
        )
        for hint in ("organization", "organisation", "org")
    ),
    (
        "without",
        r"\b(?:list|show|name|give)? ?(?:me )?(?:the |all ){0,2}(?P<who>bodies|counties|districts) (?:without|lacking) (?:a |an |any )?(?P<year>(?:19|20)\d\d) (?:annual )?reports?\b",
        r"which \g<who> have no \g<year> report",
        False,
    ),
    # over all counties: all of them together
    (
        ("over all", "across all"),
        r"\b(?:summed |added up |taken )?(?:over|across) all (?:of )?(?:the )?(?P<who>(?:twelve |stored )?(?:bodies|counties|districts|governments|organi[sz]ations))(?: (?:stored|held|in store))?(?! (?:by|with|that|which|ranked))",
        _together,
        False,
    ),
    *(
        (hint, rf"\b(?:in|of|from|within) (?:your|the|this) (?:{hint})\b(?! of)", "", False)
        for hint in ("collection", "database", "holdings", "archive", "dataset", "corpus")
    ),
    (
        "twelve",
        r"\bwhich of (?:the |all )?twelve (?:local )?(?:governments|units|bodies|authorities)\b",
        "which county",
        False,
    ),
    (
        "where",
        r"\b(?:list |show |which |name )?(?P<who>bodies|counties|districts|organi[sz]ations|orgs) where (?P<code>[a-z_]{3,20}\.[a-z_.]{3,40}) ?(?P<how>=|>|<|>=|<=) ?(?=\d)",
        _with_limit,
        False,
    ),
    (
        "which",
        r"\bwhich (?P<who>bodies|counties|districts) have (?P<code>[a-z_]{3,20}\.[a-z_.]{3,40}) ?(?P<how>=|>|<|>=|<=) ?(?=\d)",
        _with_limit,
        False,
    ),
    (
        ("yearly", "annual", "numbers", "counts"),
        r"\b(?P<a>highest|lowest|largest|smallest|maximum|minimum|most|fewest) and (?:the )?(?P<b>highest|lowest|largest|smallest|maximum|minimum|most|fewest) (?:yearly |annual )?(?P<what>requests?|lawsuits?|reviews?) (?:numbers?|counts?|totals?|figures?)",
        r"\g<a> and \g<b> annual numbers of \g<what>",
        False,
    ),
    (
        "all",
        r"\b(?P<lead>of|by|in|for|across|over|among) all (?:of the |the )?(?:12|11|twelve|eleven)(?! ?(?:months|years|reports|forms|[a-z]+ (?:months|years))\b)(?: (?:of them|units|counties|bodies|organi[sz]ations|governments))?\b",
        r"\g<lead> all counties",
        False,
    ),
    ("went", r"(?<=[a-z\d]) went to (?=[a-z' ]{3,20}\??$)", " were received by ", False),
    (
        ("argmax", "argmin"),
        r"^arg(?P<way>max|min) (?:over|of|across) (?:all )?(?:organi[sz]ations|bodies|counties|orgs):? (?P<code>[a-z_]{3,20}\.[a-z_.]{3,40}),? ?(?:in |for )?(?P<year>(?:19|20)\d\d)(?:[;,.] ?(?:return|give|output|print)[^?]{0,40})?$",
        lambda match: f"which body had the {_MOST_OR_FEWEST[match['way']]} {match['code']} in {match['year']}",
        False,
    ),
    (
        ("first year", "earliest year"),
        r"^(?:what|which) (?:is|was) the (?:first|earliest) year (?:with|for which there (?:is|are)|that has) (?:a |any |an annual )?(?:annual )?reports?",
        "which years are there reports for",
        False,
    ),
    *(
        (
            hint,
            rf"^(?:does|do) (?:the |your )?(?P<y1>{_YEAR} )?{hint}s? (?:contain|include|have|hold|cover) (?:any )?(?:figures|data|a report|reports|numbers) (?:for|of|on|from) (?P<who>[^?]{{3,30}}?)(?: (?:for|in) (?P<y2>{_YEAR}))?\?*$",
            lambda match: f"is there a report of {match['who']} {match['y1'] or match['y2'] or ''}",
            False,
        )
        for hint in ("dataset", "data", "database", "collection", "archive", "corpus")
    ),
    ("twelve units", r",? ?\((?:all |the )?twelve (?:units|counties|bodies|governments)\)", "", False),
    ("per unit", r"\bper (?:unit|county|district)\b(?=.{0,40}$)", "per county", False),
    (
        ("district or", "county or", "district and", "county and", "district/", "county/"),
        r"\b(?P<first>district|county)(?: or | and |/)(?:a |the )?(?:county-level city|county|district|city)\b(?! of)(?:(?:,| or| and|/) ?(?:the )?(?:county-level )?city)?",
        "county",
        False,
    ),
    ("unit", r"\bwhich (?:unit|authority|local government)\b", "which county", False),
    (" org", r"\b(?P<which>which|what|each|every) org\b(?! ?=)", r"\g<which> body", False),
    (
        "max",
        r"\b(?:had|has|with) the (?P<way>max|min)(?:imum)?(?: (?:value|number) (?:of|for|in))? (?=[a-z_]{2,20}\.[a-z]|requests|lawsuits|reviews|applications)",
        lambda match: f"had the {_MOST_OR_FEWEST[match['way']]} ",
        False,
    ),
    (
        "contribut",
        r"\bcontributed (?:the )?(?P<way>most|least|largest|fewest)(?: (?:requests|to (?:it|this|that|the total|them)))?",
        lambda match: f"received the {'fewest' if match['way'] in ('least', 'fewest') else 'most'}",
        False,
    ),
    (
        "none",
        r"\bwhich(?P<who> counties| districts| bodies)?(?: ones?)?(?: of (?:them|these|those))? (?:received|got|had) none\b",
        lambda match: f"which{match['who'] or ' counties'} received no requests",
        False,
    ),
    *(
        (
            hint,
            rf"\b(?P<many>the twelve|all twelve|twelve|all of the|all the|all|{_SOME}) {hint}(?P<behind>(?: (?:in|of) wenzhou)?(?= (?:in|with|received|had|that|having|by|of|were|was|are|is|have|has)\b|[?.]*$))",
            r"\g<many> counties\g<behind>",
            False,
        )
        for hint in ("units", "authorities", "local governments", "reporting bodies")
    ),
    (
        "twelve",
        rf"^for how many (?:of the |of all )?(?:twelve )?(?:governments|counties|bodies|units|districts) (?:is|are|do you have) (?:there )?(?:a |an )?(?P<year>{_YEAR}) (?:annual )?reports?(?: (?:available|held|stored))?\?*$",
        r"how many bodies have a report of \g<year>",
        False,
    ),
    ("the twelve", r"\b(?P<lead>of|among|in|across) the twelve(?=[?.]*$|,)", r"\g<lead> all counties", False),
    ("orgs", r"\b(?P<lead>all|other) orgs\b", r"\g<lead> bodies", False),
    (
        "first",
        r"^(?:and )?which (?:org|organi[sz]ation|body|county|unit) (?:is|was|came) first(?:,? (?:and )?(?:its )?(?:value|number|figure))?\?*$",
        "which county had the most",
        False,
    ),
    (
        "year",
        rf"^(?:was|is|were) there (?:any|a|some) years? (?:from |between |in )?(?P<y1>{_YEAR})(?: to | and |-|–)(?P<y2>{_YEAR}) (?:in which|when|where) (?P<who>[a-z' ]{{3,20}}?) received no (?P<what>requests|applications)(?: at all)?\?*$",
        r"in which years from \g<y1> to \g<y2> did \g<who> receive no \g<what>",
        False,
    ),
)
"""In the order in which they are tried."""
