"""How researchers and programs ask in English for rates, for names of rows and for what reports there are."""

from __future__ import annotations

import re

from core.asking.words.wording import Written

_YEAR = r"(?:19|20)\d\d"
_SHARE = r"(?:share|proportion|percentage|fraction|rate)"
_FULL = r"(?:fully )?(?:granted|approved|disclosed)(?: in full| fully)?"
_NO = r"(?:denied|refused|rejected)"
_OF_ALL = r"(?:all |the |total )*(?:requests?(?: answered)?|outcomes?|applications|requests that were answered|answered requests)"
_SOME = r"the (?:top |first )?(?:two|three|four|five|six|ten|[2-9])"
_MOST = r"highest|lowest|largest|smallest|greatest|biggest"


def _rate(match: re.Match[str]) -> str:
    """The highest share of requests granted in full: the highest grant rate."""
    kind = "denial" if re.search(_NO, match["what"]) else "disclosure" if "part" in match["what"] else "grant"
    return f"{match['most']} {kind} rate"


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
    *(
        (
            hint,
            rf"\b(?P<most>{_MOST}) {_SHARE} of {_OF_ALL} (?:that (?:were|was|are) |being |which were )?"
            rf"(?P<what>(?:at least )?partly or fully granted|granted (?:in full )?(?:and|or|plus) (?:granted )?(?:in part|partly|partially)(?: granted)?|{_FULL}|{_NO})\b(?! (?:in part|partly|because|for|on|by))",
            _rate,
            False,
        )
        for hint in ("highest", "lowest", "largest", "smallest", "greatest", "biggest")
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
    (
        "natural-person",
        r"\bnatural-persons?(?: applicants?)?(?:'s?|s')? (?:requests|applications)\b",
        "requests by natural persons",
        False,
    ),
    ("natural-person", r"\bnatural-persons?\b", "natural persons", False),
    (
        "per",
        r"\bper (?:reporting |responding |individual )?(?:body|government|unit|authority|jurisdiction)\b(?=.{0,60}?(?:count|district))",
        "",
        False,
    ),
    *(
        (
            hint,
            r"\b(?:reported|recorded|had|registered|logged) (?:zero|no|0) (?P<what>(?:[a-z]+ )?(?:requests|applications))(?: (?:received|at all))?\b",
            r"received no \g<what>",
            False,
        )
        for hint in ("zero", " no ", " 0 ")
    ),
    (
        "chinese",
        r"^(?:what is|what's|what was|give|tell me)? ?the (?:official |exact )?chinese (?:row |official )?(?:name|term|label|wording|word|title)s?"
        r"(?: (?:is )?(?:used|given|found))?(?: (?:in|by|on) (?:the |these |annual ){0,3}(?:reports?|forms?|tables?))? (?:for|of) (?P<what>[^?]{4,60})\?*$",
        r"what does \g<what> mean",
        False,
    ),
    (
        "chinese",
        r"^(?:what is|what's|how is|what are|how are) (?P<what>[^?]{4,60}?) (?:called|named|written|put|rendered) in chinese\?*$",
        r"what does \g<what> mean",
        False,
    ),
    *(
        (
            hint,
            r"^(?:from (?:which|what) year (?:onwards?|on)?|since (?:when|which year|what year)) (?:are|were|is|have|has|do|does)(?: there)? ?(?:annual |the )*reports?(?: (?:been |are |is )?(?:available|exist|held|stored|published))*(?: for| of| from| by)? ",
            "which years are there reports of ",
            False,
        )
        for hint in ("from which", "from what", "since")
    ),
    *(
        (
            hint,
            rf"(?P<code>\b[a-z]{{2,20}}\.[a-z_.]{{2,60}}),? (?:in |for )(?P<year>{_YEAR}),? (?:equals?|is|was|=)(?: to)? (?=\d)",
            r"\g<year> \g<code> = ",
            False,
        )
        for hint in ("equal", " is ", " was ", "=")
    ),
    (
        "yes or no",
        r"^(?:please )?(?:answer|reply|respond)?(?: with)? ?(?:only )?yes or no(?: only)?[:,.]? ?",
        "is it true that ",
        False,
    ),
    (
        "governments",
        r"\bwhich (?:local |of the )?governments (?=(?:received|had|have|got|saw|reported|recorded) (?:no|none)\b)",
        "which bodies ",
        False,
    ),
    ("absolute", r"\b(?:in )?(?:the )?absolute (?=number|figure|count|terms)", "the ", False),
    ("in_person", r"(?<![\w.])in_person\b", "requests.channel.in_person", False),
    (
        "such",
        r"\bwhat (?:does|do) [\"“]?(?P<what>[^\"“”?]{3,60}?)[\"”]? mean,? and how many such (?:requests|cases|items)\b",
        r"what does \g<what> mean and how many \g<what>",
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
    *(
        (
            hint,
            r"\b(?:were |was )?(?:refused|denied|rejected|not answered) (?:because|since|as) (?:the )?(?:agency|body|government|authority|it|they|office)? ?(?:did not|didn't|does not|do not|doesn't) (?:hold|have|possess) (?:the )?(?:requested )?information",
            "were not held",
            False,
        )
        for hint in ("because", "since", " as ")
    ),
    (
        "of the requests",
        r"^how many of the requests (?P<who>[a-z' ]{3,20}) (?:handled|answered|dealt with|received|processed) (?P<when>in (?:19|20)\d\d) (?=were )",
        r"how many of the requests in \g<who> \g<when> ",
        False,
    ),
    (
        "train",
        r"^how many (?P<what>people|staff|officials|employees|persons) did (?P<who>[a-z' ]{3,20}) train\b(?: (?:on|in|for) (?:information )?(?:disclosure|openness)(?: work)?)?",
        r"how many \g<what> were trained in \g<who>",
        False,
    ),
    ("value", r"\b(?P<year>(?:19|20)\d\d) value as (?:a )?share of\b", r"\g<year> share of it in", False),
    # in total in 2021 (direct + after review): what the total is made of
    ("total", r"\b(?P<all>total\b[^()]{0,40}?) ?\([a-z ]{3,30}(?:\+|plus|and)[a-z ]{3,30}\)", r"\g<all>", False),
    # over all counties: all of them together
    *(
        (
            hint,
            r"\b(?:summed |added up |taken )?(?:over|across) all (?:of )?(?:the )?(?P<who>(?:twelve |stored )?(?:bodies|counties|districts|governments|organi[sz]ations))(?: (?:stored|held|in store))?(?! (?:by|with|that|which|ranked))",
            _together,
            False,
        )
        for hint in ("over all", "across all")
    ),
    (
        "after",
        r"\b(?P<what>(?:administrative )?(?:lawsuits|litigation|court cases))?,? ?\(?(?:both )?(?:direct(?:ly filed)?|filed directly|without review) (?:and|plus|\+) (?:those )?(?:filed )?after[- ]review(?: (?:together|combined|in total|taken together))?\)?,?(?= |$|[?.])",
        lambda match: match["what"] or "lawsuits",
        False,
    ),
    *(
        (
            hint,
            rf"\b{hint} (?:a |any |the |some )?(?:consistency |arithmetic )?(?:rule|check|equality|equation)s?(?:,? and which(?: (?:rule|check|one)s?)?)?(?=[?.]*$| |,)",
            "fail the checks",
            False,
        )
        for hint in ("break", "violate", "breach")
    ),
    (
        "relative to",
        rf"(?<= rate),? relative to {_OF_ALL}",
        "",
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
    ("alone", r"(?<=[a-z']) alone(?=[?.]*$)", "", False),
    (
        "correct",
        r"\b(?:decided|concluded|resolved|settled|ended) (?:by|in|with) (?:a )?correct(?:ing|ion)(?: (?:of )?the (?:agency|government|body|authority|decision))?\b",
        "corrected",
        False,
    ),
    (
        "break down",
        r"^break down (?:the )?(?P<when>(?:19|20)\d\d )?(?:outcomes?|requests|figures|results|numbers)(?: of requests)? (?:for|of|in) (?P<who>[^:]{3,30}): ?",
        r"\g<who> \g<when>: ",
        False,
    ),
    (
        "/",
        r"(?<![\w.])(?P<part>(?:fully |partly |partially )?(?:granted|denied|refused|unavailable)) ?/ ?(?:the )?(?:(?:total|all) (?:of )?outcomes|outcomes? total)(?:,? (?:in|as) (?:%|percent|per cent|a percentage))?(?! ?\))",
        r"\g<part> as a share of total outcomes",
        False,
    ),
    *(
        (
            hint,
            rf"\b(?:combined |overall |total )?(?:rate|share) of full(?:y granted)? (?:plus|and|\+|or) partial(?:ly granted)? (?:disclosures?|grants?|requests)(?P<of>(?: (?:in|for|of|at) [^,?]{{3,30}}?){{0,2}})(?:,? (?:as (?:a |the )?{_SHARE} of|relative to|out of|over) {_OF_ALL})?(?=[?.]*$|,)",
            r"disclosure rate\g<of>",
            False,
        )
        for hint in ("full",)
    ),
    *(
        (
            hint,
            rf"\b(?P<no>{_NO}) as (?:a |an )?(?P<why>[a-z ]{{4,40}}?)(?: information| matters?)?(?= in | for |,|\?|$)",
            r"\g<no> because of \g<why>",
            False,
        )
        for hint in ("denied as", "refused as", "rejected as")
    ),
    (
        "noted",
        r"^(?:i|we) (?:have )?(?:noted|recorded|counted|written down|got|down) (?P<many>\d[\d,]*) (?P<what>requests|lawsuits|reviews|applications) (?:for|in|from|of) (?P<who>[a-z' ]{3,20}) (?P<when>in (?:19|20)\d\d)",
        r"\g<who> had \g<many> \g<what> \g<when>",
        False,
    ),
    *(
        (
            hint,
            r"^what (?:does|do) the (?:category|row|term|label|item|phrase|heading|column) ?(?P<what>[^?]{3,60}?) ?mean(?: in (?:plain )?english)?\?*$",
            r"what does \g<what> mean",
            False,
        )
        for hint in ("category", "row", "term", "label", "item", "phrase", "heading", "column")
    ),
    ("in english", r"^(?P<what>what does [^?]{3,60}? ?mean) in (?:plain )?english\?*$", r"\g<what>", False),
    ("rate.", r"\b(?P<code>rate\.[a-z_]{3,30}) ?\([^()]{3,60}\)", r"\g<code>", False),
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
    ("licenc", r"licenc(?=ing|e\b|es\b)", "licens", False),
    ("decis", r"\bdecis(?:on|n)s?\b", "decisions", False),
    *(
        (
            hint,
            r"\b(?P<a>highest|lowest|largest|smallest|maximum|minimum|most|fewest) and (?:the )?(?P<b>highest|lowest|largest|smallest|maximum|minimum|most|fewest) (?:yearly |annual )?(?P<what>requests?|lawsuits?|reviews?) (?:numbers?|counts?|totals?|figures?)",
            r"\g<a> and \g<b> annual numbers of \g<what>",
            False,
        )
        for hint in ("yearly", "annual", "numbers", "counts")
    ),
    ("reached", r"(?<=requests )reached (?=[a-z' ]{3,20} by )", "received by ", False),
    *(
        (
            hint,
            r"\b(?:do|does|did) (?:the )?tables? and (?:the )?(?:text|prose|narrative)(?: (?:of|in|for))? ?(?P<who>[^?]{3,60}?) ?(?:agree|match|coincide|tell the same)(?=[?.]*$)",
            r"is \g<who> consistent",
            False,
        )
        for hint in ("table and", "tables and")
    ),
    (
        "all",
        r"\b(?P<lead>of|by|in|for|across|over|among) all (?:of the |the )?(?:12|11|twelve|eleven)(?! ?(?:months|years|reports|forms|[a-z]+ (?:months|years))\b)(?: (?:of them|units|counties|bodies|organi[sz]ations|governments))?\b",
        r"\g<lead> all counties",
        False,
    ),
    (
        "agency",
        r"\bended (?:with|in) the (?:agency|government|authority|body|county) being corrected\b",
        "corrected",
        False,
    ),
    ("went", r"(?<=[a-z\d]) went to (?=[a-z' ]{3,20}\??$)", " were received by ", False),
    (
        "argmax",
        r"^argmax (?:over|of|across) (?:all )?(?:organi[sz]ations|bodies|counties|orgs):? (?P<code>[a-z_]{3,20}\.[a-z_.]{3,40}),? ?(?:in |for )?(?P<year>(?:19|20)\d\d)(?:[;,.] ?(?:return|give|output|print)[^?]{0,40})?$",
        r"which body had the most \g<code> in \g<year>",
        False,
    ),
    (
        "argmin",
        r"^argmin (?:over|of|across) (?:all )?(?:organi[sz]ations|bodies|counties|orgs):? (?P<code>[a-z_]{3,20}\.[a-z_.]{3,40}),? ?(?:in |for )?(?P<year>(?:19|20)\d\d)(?:[;,.] ?(?:return|give|output|print)[^?]{0,40})?$",
        r"which body had the fewest \g<code> in \g<year>",
        False,
    ),
    *(
        (
            hint,
            r"^(?:what|which) (?:is|was) the (?:first|earliest) year (?:with|for which there (?:is|are)|that has) (?:a |any |an annual )?(?:annual )?reports?",
            "which years are there reports for",
            False,
        )
        for hint in ("first year", "earliest year")
    ),
    (
        "combining",
        r",? combining direct(?:ly filed)?(?: suits| lawsuits| cases)? (?:and|with) (?:those|suits|lawsuits|cases) (?:following|after|filed after) (?:a |the )?(?:administrative )?reviews?",
        "",
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
        "based on",
        r"^(?:and )?how many (?:outcomes|requests|cases|answers) (?:is|are|was|were) (?:that|it|this|they) based on\?*$",
        "how many requests were answered",
        False,
    ),
    ("instead", r",? instead(?=[?.]*$)", "", False),
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
            r"\b(?P<first>district|county)(?: or | and |/)(?:a |the )?(?:county-level city|county|district|city)\b(?! of)(?:(?:,| or| and|/) ?(?:the )?(?:county-level )?city)?",
            "county",
            False,
        )
        for hint in ("district or", "county or", "district and", "county and", "district/", "county/")
    ),
    ("unit", r"\bwhich (?:unit|authority|jurisdiction|local government)\b", "which county", False),
    (" org", r"\b(?P<which>which|what|each|every) org\b(?! ?=)", r"\g<which> body", False),
    (
        "max",
        r"\b(?:had|has|with) the (?P<way>max|min)(?:imum)?(?: (?:value|number) (?:of|for|in))? (?=[a-z_]{2,20}\.[a-z]|requests|lawsuits|reviews|applications)",
        lambda match: f"had the {'most' if match['way'] == 'max' else 'fewest'} ",
        False,
    ),
    (
        "contribut",
        r"\bcontributed (?:the )?(?P<way>most|least|largest|fewest)(?: (?:requests|to (?:it|this|that|the total|them)))?",
        lambda match: f"received the {'fewest' if match['way'] in ('least', 'fewest') else 'most'}",
        False,
    ),
    ("part", r"\b(?P<who>natural_person|natural persons?|businesses|legal persons?) part\b", r"\g<who>", False),
    *(
        (
            "difference",
            rf"(?<![a-z])difference (?:in|of) (?P<what>(?:[^,.?]|\.(?=[a-z])){{4,50}}?),? {before} (?P<early>{_YEAR}) {then} (?P<late>{_YEAR})(?!\d)",
            r"difference in \g<what>, \g<early> vs \g<late>",
            False,
        )
        for before, then in (("between", "and"), ("from", "to"))
    ),
    (
        "none",
        r"\bwhich(?P<who> counties| districts| bodies)?(?: ones?)?(?: of (?:them|these|those))? (?:received|got|had) none\b",
        lambda match: f"which{match['who'] or ' counties'} received no requests",
        False,
    ),
    *(
        (hint, r"\b(?:led|lead|leads|leading) to (?:a |any |the )?corrections?\b", "corrected", False)
        for hint in ("lead", "led to")
    ),
    (
        "concerning",
        r"\b(reviews?|lawsuits?|requests?|cases?) concerning (?=[a-z'’]{4,20}\b(?! (?:law|right|safety)))",
        r"\1 of ",
        False,
    ),
    (
        "hold",
        r"\b(?:state|stated|say|said|report|reported|reply|replied|answer|answered) (?:in (?P<year>(?:19|20)\d\d) )?that (?:it|they) (?:did not|didn't|do not|does not|don't|doesn't) (?:hold|have|possess) (?:the )?(?:requested )?information(?: requested)?",
        lambda match: f"not hold the information{' in ' + match['year'] if match['year'] else ''}",
        False,
    ),
    *(
        (
            hint,
            rf"\b(?P<many>the twelve|all twelve|twelve|all of the|all the|all|{_SOME}) {hint}(?P<behind>(?: (?:in|of) wenzhou)?(?= (?:in|with|received|had|that|having|by|of|were|was|are|is|have|has)\b|[?.]*$))",
            r"\g<many> counties\g<behind>",
            False,
        )
        for hint in ("units", "authorities", "jurisdictions", "local governments", "reporting bodies")
    ),
    *(
        (hint, rf"\b{hint}(?=,| |\?|$)(?!.*\b(?:passage|report on|articles?|laws?)\b)", "given", False)
        for hint in ("cited", "invoked", "relied on")
    ),
)
"""In the order in which they are tried."""
