"""How people say in English what the forms have other words for: refused because the agency did not hold it."""

from __future__ import annotations

import re

from core.asking.words.wording import Written

_NOT_DONE = (
    r"refused|denied|rejected|declined|turned (?:down|away)|unsuccessful|failed|dismissed"
    r"|(?:could not|couldn't|were not|weren't|was not|wasn't|not) (?:be )?(?:answered|met|granted|provided"
    r"|satisfied|fulfilled)"
)
_NOT_HELD = (
    r"(?:the |its |that )?[a-z]+(?: [a-z]+)? (?:did not|didn't|does not|doesn't|do not|don't) "
    r"(?:hold|have|possess|keep)"
    r"(?: the| such| that| any)?(?: requested| relevant)?(?: information| it| records?)?"
    r"|(?:the )?(?:requested |relevant )?information (?:was|is) not (?:held|kept)(?: by (?:the|that) [a-z]+)?"
)
_HAD_NOT = (
    r"went without|(?:ha[sd]|have)(?: not|n't) (?:had|received|got|seen|faced)|(?:had|has|have|received|got|faced|saw) not"
    r"|(?:did|does|do)(?: not|n't) (?:have|receive|get|face|see)"
)
_COUNTED_ONE = (
    r"denial|refusal|rejection|(?:administrative )?(?:review|lawsuit)|court case|(?:denied |refused |rejected )?request"
)
NOT_ONE: Written = (
    ("single", " one "),
    rf"\b(?:{_HAD_NOT}) (?:even )?(?:a single|one single|one) (?P<what>{_COUNTED_ONE})s?\b",
    r"had no \g<what>s",
    False,
)
"""Did not have a single denial, went without one review: none."""
_GROUNDS = r"(?:grounds|reasons|kinds|types|categories|applicants|outcomes)"


def _year_of_extreme(match: re.Match[str]) -> str:
    """The year in which Taishun recorded its maximum number of requests."""
    return f"which year did {match['who']} have the {'fewest' if match['least'] else 'most'}"


def _year_with_extreme(match: re.Match[str]) -> str:
    return f"which year had the {'fewest' if match['least'] else 'most'}"


_LARGEST: tuple[Written, ...] = tuple(
    (hint, written, meant, False)
    for hint, written, meant in (
        (
            "for",
            r"\b(?:the )?(?:main|top|leading|largest|biggest|most (?:frequent|common|usual)|largest) (?:grounds?|reasons?) for "
            r"(?:denials?|refusals?|rejections?|denying|refusing)(?: requests)?",
            "which reason for denied is the most",
        ),
        ("denial ground", r"\bdenial (ground|reason)\b", r"denied \1"),
        (
            "channel",
            r"\b(?:through|via|by|from) which channel did most (?:of )?(?:the )?(.{0,30}?) ?(?:requests|applications)? ?"
            r"(?:arrive|come(?: in)?|get in|reach)\b",
            r"which channel of requests has the most \1",
        ),
        (
            "which channel",
            r"\bwhich channel brought(?: in)? (?:the )?most requests\b",
            "which channel of requests has the most",
        ),
        (
            "majority",
            r"\bwhat happened to (?:the )?(?:majority|most|bulk) of (?:the )?requests\b",
            "which outcome of requests is the most",
        ),
        (
            "who made most",
            r"\bwho made (?:the )?most (?:of )?(?:the )?requests\b(?: in| at| to)? ([a-z]+)",
            r"which kind of applicants made the most requests \1",
        ),
        (
            "applicant",
            r"\b(?:the )?(?:dominant|main|largest|top|most common|commonest) (?:applicant|requester) (?:type|group|category|kind)\b",
            "which kind of applicants has the most",
        ),
        (
            "outcome",
            r"\b(?:the )?(?:dominant|main|top|largest|biggest|most common|most frequent) outcome\b",
            "which outcome is the most",
        ),
    )
)


_EXTREME = (
    r"(?:maximum|highest|peak|largest|greatest|most|(?P<least>minimum|lowest|smallest|fewest|least))"
    r"(?: (?:number|count|value|volume) of)?\b"
)
WORDINGS: tuple[Written, ...] = (
    (
        "against",
        r"\b(lawsuits?|litigation|reviews?|suits?|court cases?) (?:that were |were )?(?:filed |brought |lodged )?"
        r"against\b",
        r"\1 of",
        False,
    ),
    # Of requests it is what is carried over.
    (
        "still pending",
        r"\b((?:lawsuits?|litigation|reviews?|court cases?)\b[^?,]{0,60}?) still pending\b",
        r"\1 pending",
        False,
    ),
    (
        "out of how many",
        r"^(.*)\bhow many (.{5,120}?),? out of how many(?: in total| in all| altogether)?(?=[?.]*$)",
        r"\1what share of \2",
        False,
    ),
    ("plus", r"(?<=[;,.]) ?(?:plus|and also|and) (?=[a-z]+\.[a-z_.]+)", " ", False),
    ("one in how many", r"\b(?:about |roughly )?one in how many\b", "what share of", True),
    (
        "every",
        r"^did (?:every|each) (county|district)\b( in [a-z]+)? (receive|get)s?(?: any| some)? requests",
        r"which counties\2 received no requests",
        True,
    ),
    (
        "how many times",
        r"\bhow many times (?:was|were|has|have|is) (.{3,40}?) (?:been )?(?:sued|taken to court|challenged in court)\b",
        r"how many lawsuits did \1 have",
        False,
    ),
    # were sued, was taken to court most often
    (
        "sued",
        r"\b(?:was|were|got|gets|is|are|been) sued(?: the)? (?:most|(?P<least>least|fewest))(?: often| frequently|"
        r" times)?\b",
        lambda match: f"had the {'fewest' if match['least'] else 'most'} lawsuits",
        False,
    ),
    (
        ("sued", "court"),
        r"\b(?:was|were)(?P<no> not| never|n't)?(?: ever)? (?:sued|taken to court|challenged in court)\b(?! \d)",
        lambda match: f"had {'no ' if match['no'] else ''}lawsuits",
        False,
    ),
    (
        "no",
        r"\b(?:no|not (?:one|a single)|none of the)(?: single)?(?: (?:twelve|12))? (count(?:y|ies)|districts?)\b"
        r"(?! other)",
        "0 counties",
        False,
    ),
    (
        "count",
        r"\b(?:only|just|exactly|as many as) (\d+|[a-z]+)(?= (?:of the (?:[a-z\d]+ )?)?(?:[a-z]+ )?(?:counties"
        r"|districts)\b)",
        r"\1",
        False,
    ),
    (
        "false",
        r"^(?:(?:please )?(?:return|answer|output|give|print|say|tell me)(?: with| only)? )?(?:true ?/ ?false)"
        r"(?: only)?[:,]?\s*(?=\S|$)",
        "is it true that ",
        False,
    ),
    ("nothing", r"\b(refused|denied|rejected|received) nothing\b", r"\1 no requests", False),
    (
        "other",
        r"\b(?P<more>more|fewer)(?P<what> [a-z ]{3,30}?|) than (?:any|all)(?: of the)? others? "
        r"(?:(?P<city>[a-z]+) )?(?:county|counties|district)\b",
        lambda match: (
            f"the {'most' if match['more'] == 'more' else 'fewest'}{match['what']} "
            + (f"in {match['city']}" if match["city"] else "of all counties")
        ),
        False,
    ),
    (
        "claim",
        r"^(?:the |this |their |a )?(?:claim|statement|assertion|report|story) (?:is )?that (.{8,})",
        r"is it true that \1",
        False,
    ),
    (
        "third",
        r"\b(?:in order )?to (?:protect|safeguard)(?: the)?(?: \w+)?(?: (?:rights|interests)){0,2}(?: of)? "
        r"third[- ]part(?:y|ies)(?:'s? (?:rights|interests))?",
        "on the ground of third parties",
        False,
    ),
    ("percentage point", r"\bby how many percentage points?\b", "by how much", False),
    (
        "carried no",
        r"\bcarried no (requests|applications) over (?:in)?to (?:the )?(?:next|following) year",
        r"had no \1 carried over to next year",
        False,
    ),
    ("break down", r"\b(?:please )?break down\b(?: the)?", "breakdown of", False),
    ("filter", r"^filter(?: by| on| for)?\b", "which counties have ", False),
    ("later", r"\b(?:a|one) year later\b", "the next year", False),
    ("after", r"\bi'?m after\b", "i want", False),
    ("bother", r"\bsorry to bother you(?: once)? (?:again|once more)\b[ ,.:;-]*", "", False),
    ("absolute", r" ?\((?:in )?absolute(?: terms| number)?\)", "", False),
    ("because of", r"\bbecause of\b", "on the ground of", False),
    (
        "when did",
        r"\bwhen did (.{3,40}?) (?:publish|release|post|issue|put out|file) (?:its|the|their) "
        r"((?:(?:19|20)\d\d )?)(?:annual )?report",
        r"when was the \2report of \1 published",
        False,
    ),
    (".", r"(?<![a-z_.])([a-z]+\.[a-z_.]+) ?={1,2} ?(\d[\d,.]*)(?![\d-])", r"\1 \2 true", False),
    (
        "requests",
        r"\b(deny|denied|grant|granted|refuse|refused|answer|answered|receive|received|conclude|concluded)"
        r" (more|fewer|less) requests\b",
        r"\1 requests \2",
        False,
    ),
    ("last", r"\bwho (?:is|was|came|comes) (?:dead )?last\b", "which had the fewest", False),
    ("get_", r"^get_[a-z_]+ ?\(", "", False),
    (
        "requests",
        r"\brequests (?:reached|went to|were sent to|were made to|were addressed to|came to|got to) "
        r"(?!an? |the |their |its |\d)(?=[a-z])",
        "requests were received by ",
        False,
    ),
    ("most", r"\bmost (?=grateful|obliged|appreciat|kind\b|helpful)", "", False),
    ("plus", r"\brate ?\([^()\d]{2,40}\bplus\b[^()\d]{2,40}\)", "rate", False),
    (("review", "lawsuit"), r"(?<=\d )(?:administrative )?(reviews?|lawsuits?)\b", r"administrative \1", False),
    (
        "request",
        r"\b(?:have|had|has|see|saw) (?=\d[\d,]* (?:requests|applications)(?: in | during|[?.,;]|$))",
        "receive ",
        False,
    ),
    (
        "because",
        rf"\b(?:(?:were|was|are|got|have been) )?(?:{_NOT_DONE}) (?:just |simply |only )?because (?:{_NOT_HELD})",
        "information not held by the agency",
        False,
    ),
    (
        "because",
        r"\b(denied|refused|rejected|turned down|withheld|declined|not processed)\b([^,.;?]{0,40}?) because"
        r" (?:(?:they|it|the (?:information|requests?)) )?(?:were|was|concerned|involved|related to|touched on)",
        r"\1\2 on the ground of",
        False,
    ),
    (
        " as",
        r"\b(?:handled|treated|classified|recorded|marked|counted|categori[sz]ed|processed|registered|listed|labell?ed"
        r"|closed|disposed of|dealt with) as(?![a-z])(?! (?:json|a table))",
        "",
        False,
    ),
    ("all ", rf" ?\((?:for |across )?all {_GROUNDS}[^()]{{0,24}}\)", "", False),
    (
        "all ",
        rf",? ?\b(?:for |across )?all {_GROUNDS} (?:together|combined|included|taken together|summed|added up)\b",
        "",
        False,
    ),
    (
        ("top", "pass", "br", "crack", "cross"),
        r"\b(?:topp?(?:ed)?|pass(?:ed)?|broken?|break|cross(?:ed)?|crack(?:ed)?) (?:the )?"
        r"(\d{1,3}(?:,\d{3})+|(?!(?:19|20)\d\d(?!\d))\d{3,})(?: mark| threshold| barrier| level)?",
        r"exceed \1",
        False,
    ),
    (
        "year",
        r"\b(?:in )?(?:the|which|what) year (?:in which |that |when )?(?:did )?(?P<who>[a-z' ]{3,40}?) "
        r"(?:record|have|had|saw|see|reach|hit|post|receive)(?:ed|d)? (?:its|their|the|a) " + _EXTREME,
        _year_of_extreme,
        False,
    ),
    ("year with", r"\bthe year with (?:the )?" + _EXTREME, _year_with_extreme, False),
    (
        "from",
        r"\bfrom (?:its|their|the|a) ((?:19|20)\d\d) (?:peak|high|low|trough|record)(?: of \d[\d,]*)?",
        r"from \1",
        False,
    ),
    (
        "absolute",
        r",? ?\bin (?:both )?absolute(?: (?:and|or) (?:percentage|relative|percent))?(?: terms| numbers| values)?\b",
        "",
        False,
    ),
    (
        "year",
        r"\b(?:was|were|is) there (?:ever )?(?:any|a) years? (?:in which|when|where|that) (.{3,40}?) "
        r"(?:got|had|received|saw|recorded|took) (zero|no|any)\b",
        r"which years did \1 receive \2",
        False,
    ),
    ("anything", r"\b(say|mention|contain|write|report)s? anything (?:about|on|regarding)\b", r"\1 about", False),
    ("most ", r"\bmost (?:common|frequent|usual)\b", "largest", False),
    ("list", r"^(?:list|return|give) (?:all |the )*years (?:with|where|in which|when)\b", "which years had", False),
    ("name of", r"\b(?:the )?names? of (?=the |which )", "", False),
    (
        ("denied.", "unavailable.", "not_processed.", "other."),
        r"(?<![a-z_.])(?:outcome\.)?((?:denied|unavailable|not_processed|other)\.[a-z_]+)(?![a-z_.])",
        r"requests.outcome.\1",
        False,
    ),
    NOT_ONE,
    # total requests and total denials: the requests are a figure of their own
    (
        "total requests",
        r"\btotal requests(?=,? and (?:the )?total |, (?:the )?total )",
        "total requests received",
        False,
    ),
    (
        "total requests",
        r"(?P<first>[a-z],(?: and)?|\btotal [a-z ]{5,40} and) (?:the )?total requests"
        r"(?! (?:received|denied|refused|rejected|granted|answered))",
        r"\g<first> total requests received",
        False,
    ),
    ("single", r"\b(biggest|largest|main|top) single\b", r"\1", False),
    (
        ("carr", "roll"),
        r"\b(?:carried|carry|carries|rolled|roll)(?: over| forward)? (\d[\d,]*)(?: requests| applications| cases)? "
        r"(?:over |forward )?(?:in)?to ((?:19|20)\d\d)\b",
        lambda match: f"carried over to next year {match[1]} requests in {int(match[2]) - 1}",
        False,
    ),
    ("/", r"(?<=[a-z])\) ?/ ?([a-z]+\.[a-z_.]+)(?![a-z_.])", r") / \1占比", False),
    ("twelve", r"\b(?:all )?(?:the )?twelve (?=(?:[a-z]+ )?(?:counties|districts|county))", "all ", False),
    (
        "how far",
        r"\bhow far (ahead|behind) (?:of )?([a-z]+) (?:was|is|were) ([a-z]+)\b",
        lambda match: f"how many {'more' if match[1] == 'ahead' else 'fewer'} did {match[3]} have than {match[2]}",
        False,
    ),
    ("how far", r"\bhow far (?=did|have|has)", "how much ", False),
    *_LARGEST,
    ("often", r"\b(more|less) often than\b", r"\1 than", False),
    ("zero times", r"\bsued zero times\b", "without lawsuits", False),
    (
        "asked",
        r"\b(?:people or firms|people|firms|citizens|persons|companies) asked ([a-z]+) for information\b",
        r"requests did \1 receive",
        False,
    ),
    ("typical", r"\btypical (?=yearly|annual)", "average ", False),
    ("multiple", r"\bas a multiple of\b", "is how many times", False),
    (
        "ahead",
        r"\bis ([a-z]+) (ahead of|behind) (?=[a-z])",
        lambda m: f"did {m[1]} have {'more' if m[2] == 'ahead of' else 'fewer'} than ",
        False,
    ),
    ("commonest", r"\bcommonest\b", "largest", False),
    (
        "ground",
        r"^what (?:ground|reason) did ([a-z]+) (?:cite|use|give|invoke) (?:the )?most(?: often)?(?: in| for)?( (?:19|20)\d\d)? ?(?:denials|refusals)?",
        r"which reason for denied of \1\2 is the most",
        False,
    ),
    ("counties", r"^counties (?:with|having|where|that)\b", "which counties have", False),
    ('"', r'^what (?:is|are) "([^"]+)"\??$', r"what is meant by \1", False),
    ("last", r"\b(?:came|come|comes) out last\b", "was published latest", False),
    (
        "years",
        r"^list (?:all )?(?:the )?years (?:held|stored|available|you hold|you have)(?: for| of)?\b",
        "which years do you have for",
        False,
    ),
    # which three counties had the most, the two counties with the fewest
    *(
        (
            hint,
            rf"(?<!of )\b(?:which |what (?:are |were )?)?(?:the )?(two|three|four|five|six|seven|eight|nine|ten|[2-9]) ((?:[a-z]+ )?(?:counties|districts)) "
            rf"(with|having|that|which|had|have|received|recorded|got|saw|faced|denied|granted|refused|issued)\b(?=[^.?;]*\b(?:{extreme})\b)",
            rf"{way} \1 \2 \3",
            False,
        )
        for hint, extreme, way in (
            *((word, "most|highest|largest|biggest", "top") for word in ("most", "highest", "largest", "biggest")),
            *((word, "fewest|lowest|smallest|least", "bottom") for word in ("fewest", "lowest", "smallest", "least")),
        )
    ),
    (
        "petitions",
        r"\bpetitions for (?:government )?(?:information|records|documents)\b",
        "information requests",
        False,
    ),
    ("net ", r"\bnet (?=change|difference|increase|decrease)", "", False),
    (" v", r"(?<=[a-z\d]) v\.? (?=[a-z\d])", " vs ", False),
    ("typical", r"\btypical \(?(?=median|mean)", "", False),
    ("full", r"\bfull and partial (?:disclosures?|grants?|releases?)\b", "granted and granted in part", False),
    (
        "down by",
        r"\b(?:break|split|divide)s? (.{4,50}?) (?:down )?by (channel|outcome|applicant)s?(?: type)?\b",
        r"\1 by \2",
        False,
    ),
    (
        "disposed",
        r"^how (?:were|was) (.{4,60}?) (?:disposed of|dealt with|resolved|decided)\b",
        r"outcome breakdown of \1",
        False,
    ),
    (
        "short of",
        r"\b(?:fell|fall|falls|came|come) short of (?:the )?(?=mean|average|median)",
        "were below the ",
        False,
    ),
    ("between", r"\bbetween (\d{1,3}|\d{5,}) and (\d+)\b(?! counties)", r"\1到\2之间", False),
    ("case", r"\bis it the case that\b", "is it true that", False),
    (
        "zero",
        r"^is ([a-z]+\.[a-z_.]+) zero (?:for|in|at|of) (.{2,30})$",
        r"any \1 \2",
        False,
    ),
    (
        "ever",
        r"^(?:has|have|did) (.{3,40}?) ever (?:had|have|received?|got|get|seen|see) (more|fewer|less|over|under|at least)"
        r" (.{3,50}?)(?: in (?:a|one|any)(?: single)? year)?(?=[?.]*$)",
        r"which years did \1 receive \2 \3",
        False,
    ),
    (
        "match",
        r"\bdoes (.{3,40}?) ((?:19|20)\d\d) carry-?over (?:match|equal|agree with) (?:its |the )?((?:19|20)\d\d) (?:opening balance|carried[- ]in|carry-in|opening figure)",
        r"is \1 carried over to next year consistent with carried over from last year \2 \3",
        False,
    ),
    (
        "carry",
        r"\bcarr(?:y|ied)(?:[- ]over)? (?:check|consistency)\b",
        "is carried over to next year consistent with carried over from last year",
        False,
    ),
    ("in?", r"^are all(?: the)? ((?:19|20)\d\d )?reports in(?=\?|$)", r"which \1reports are missing", False),
    ("validate", r"^validate (?=[^.\d]{2,20}(?:19|20)\d\d$)", "check consistency of ", False),
    ("where", r"^where(?:'?s| is) (?:the )?(.{3,40}? reports?)\b", r"link to \1", False),
    (
        ("day", "date"),
        r"^(?:what|which|on what|on which) (?:day|date) was (.{3,60}?) (?:released|published|posted|issued|put out)\b",
        r"publication date of \1",
        False,
    ),
    ("on time", r"^(?:was|is) (.{3,40}? reports?) (?:published )?on time\b", r"was \1 published late", False),
    (
        "place in",
        r"^(.{3,30}?)(?:'s)? place in the ((?:19|20)\d\d )?(.{3,24}?) (?:ranking|league table|list)\b",
        r"rank of \1 in \3 \2",
        False,
    ),
    ("first in", r"^(?:was|is) (.{3,30}?) (?:the )?first in\b", r"rank of \1 in", False),
    ("computed", r"\bhow (?:is|are) (.{3,40}?) (?:computed|worked out|derived)\b", r"how is \1 calculated", False),
    ("no.", r"\bno\. of\b", "number of", False),
    (
        "none of",
        r"\b(denied|refused|rejected|granted) none of (?:them|these|those|its requests)\b",
        r"\1 0 requests",
        False,
    ),
    ("what %", r"\bwhat ?%", "what percentage", False),
    ("(outcome", r" ?\(outcome total\)", "", False),
    (
        "of the requests",
        r"^of the requests (?:that )?(.{3,30}?) (?:concluded|answered|handled|closed)( in (?:19|20)\d\d)?,? what (percentage|share|proportion|percent)(?: of them)? (?:was|were)\b",
        r"what \3 of outcomes of \1\2 was",
        False,
    ),
    ("rate (", r"\brate ?\([^()\d]{2,40}\+[^()\d]{2,40}\)", "rate", False),
    (
        ("label", "name", "chinese"),
        r"^(?:the )?(?:label(?:_zh|_en)?|name(?:_zh|_en)?|chinese (?:label|name)) (?:of|for) (?=[a-z]+\.)",
        "what is meant by ",
        False,
    ),
    (
        "max over",
        r"\bmax(?:imum)? over ((?:19|20)\d\d-(?:19|20)\d\d)(?:,? and (?:the )?year(?: (?:it|when it) occurred)?)?",
        r"which year had the most, \1",
        False,
    ),
    (
        "count(",
        r"\bcount ?\((?:body|bodies|counties|county|orgs?|\*)\) (?:where|with) ([a-z]+\.[a-z_.]+) ?==? ?(\d+)",
        r"how many counties have \1 exactly \2",
        False,
    ),
    ("year ==", r"(?:and )?\byear ?==? ?(?=(?:19|20)\d\d)", "", False),
)
"""In the order in which they are tried."""
