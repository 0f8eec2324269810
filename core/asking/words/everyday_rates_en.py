"""How rates and shares are put in English: the highest share granted in full, granted/total outcomes, a combined rate."""

from __future__ import annotations

import re

from core.asking.words.wording import Written

_YEAR = r"(?:19|20)\d\d"
_SHARE = r"(?:share|proportion|percentage|fraction|rate)"
_FULL = r"(?:fully )?(?:granted|approved|disclosed)(?: in full| fully)?"
_NO = r"(?:denied|refused|rejected)"
_OF_ALL = r"(?:all |the |total )*(?:requests?(?: answered)?|outcomes?|applications|requests that were answered|answered requests)"
_DONE = (
    dict.fromkeys(("grant", "approval"), r"\b(?:grant(?:ed)?|approved?)\b(?! (?:in part|partly|partially))")
    | dict.fromkeys(("denial", "refusal", "rejection"), r"\b(?:den(?:y|ied)|refused?|reject(?:ed)?)\b")
    | {"correction": r"\bcorrect(?:ed)?\b"}
)
"""What is said to have been done to what a rate counts."""
_MOST = r"highest|lowest|largest|smallest|greatest|biggest"


def _rate(match: re.Match[str]) -> str:
    """The highest share of requests granted in full: the highest grant rate."""
    kind = "denial" if re.search(_NO, match["what"]) else "disclosure" if "part" in match["what"] else "grant"
    return f"{match['most']} {kind} rate"


def _named_again(match: re.Match[str]) -> str:
    """What share was granted (grant rate): the rate's name adds nothing; that of another rate stays."""
    said = match.string[: match.start()] + match.string[match.end() :]
    same = re.search(rf"\b{_SHARE}\b", said) and re.search(_DONE[match["name"]], said)
    return "" if same else match.group()


WORDINGS: tuple[Written, ...] = (
    ("rate)", rf" ?\((?:i\.?e\.?,? |that is,? |the |its )*(?P<name>{'|'.join(_DONE)}) rate\)", _named_again, False),
    (
        ("highest", "lowest", "largest", "smallest", "greatest", "biggest"),
        rf"\b(?P<most>{_MOST}) {_SHARE} of {_OF_ALL} (?:that (?:were|was|are) |being |which were )?"
        rf"(?P<what>(?:at least )?partly or fully granted|granted (?:in full )?(?:and|or|plus) (?:granted )?(?:in part|partly|partially)(?: granted)?|{_FULL}|{_NO})\b(?! (?:in part|partly|because|for|on|by))",
        _rate,
        False,
    ),
    # what was that share, behind a ranking that tells it
    (
        "what",
        rf",? and (?:at )?what (?:was|is) (?:that|this|its|the) (?:{_SHARE}|number|figure|value|count)(?=[?. ]*$)",
        "",
        False,
    ),
    # refusal rates (denied as a share of all outcomes)
    ("rates", r"\b(denial|refusal|rejection|disclosure|grant) rates\b", r"\1 rate", False),
    (
        "rate",
        rf"\b(rate|{_SHARE}) (?:follows|results|comes out|is implied|can be computed) (?:from|by) (?:these|those|this|that)(?: figures| numbers)?",
        r"\1",
        False,
    ),
    ("value", r"\b(?P<year>(?:19|20)\d\d) value as (?:a )?share of\b", r"\g<year> share of it in", False),
    (
        "relative to",
        rf"(?<= rate),? relative to {_OF_ALL}",
        "",
        False,
    ),
    (
        "/",
        r"(?<![\w.])(?P<part>(?:fully |partly |partially )?(?:granted|denied|refused|unavailable)) ?/ ?(?:the )?(?:(?:total|all) (?:of )?outcomes|outcomes? total)(?:,? (?:in|as) (?:%|percent|per cent|a percentage))?(?! ?\))",
        r"\g<part> as a share of total outcomes",
        False,
    ),
    (
        "full",
        rf"\b(?:combined |overall |total )?(?:rate|share) of full(?:y granted)? (?:plus|and|\+|or) partial(?:ly granted)? (?:disclosures?|grants?|requests)(?P<of>(?: (?:in|for|of|at) [^,?]{{3,30}}?){{0,2}})(?:,? (?:as (?:a |the )?{_SHARE} of|relative to|out of|over) {_OF_ALL})?(?=[?.]*$|,)",
        r"disclosure rate\g<of>",
        False,
    ),
    ("rate.", r"\b(?P<code>rate\.[a-z_]{3,30}) ?\([^()]{3,60}\)", r"\g<code>", False),
    *(
        (
            hint,
            rf"\bwhat (?P<how>{_SHARE}) of (?P<whole>[^?]{{4,50}}?) (?:do|does|did) (?P<who>[a-z ]{{4,30}}?) (?:{hint})(?=[?.]*$)",
            r"what \g<how> of \g<whole> came from \g<who>",
            False,
        )
        for hint in ("account for", "make up", "represent", "constitute")
    ),
    ("combined", r"\bcombined (?=(?:disclosure|denial|grant|refusal) rate\b)", "", False),
    *(
        (
            hint,
            rf"^(?:and )?what (?:share|proportion|percentage|part) (?:of the (?:{_YEAR} )?(?:total|sum|whole) )?{hint} (?P<who>[a-z' ]{{3,20}}?)\?*$",
            r"\g<who>占全市多少",
            False,
        )
        for hint in ("went to", "goes to", "fell to", "came from", "falls to")
    ),
    (
        "denial rate",
        r"^if the (?P<rate>denial|refusal|disclosure|grant) rate is [^,]{5,60}, what (?:was|is) it (?=(?:for|in|of) )",
        r"what was the \g<rate> rate ",
        False,
    ),
    (
        "on time",
        rf"\bwhat (?:{_SHARE}) of (?:the )?(?:concluded |answered )?requests did (?P<who>[a-z' ]{{3,30}}?) (?:finish|conclude|complete|answer|close|handle) on time\b",
        r"what was the on-time rate of \g<who>",
        False,
    ),
)
"""In the order in which they are tried."""
