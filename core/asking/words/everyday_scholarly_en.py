"""How researchers and programs name rows, outcomes and what they have noted in English: led to a correction, did not hold."""

from __future__ import annotations

from core.asking.words.wording import Written

_YEAR = r"(?:19|20)\d\d"
_NO = r"(?:denied|refused|rejected)"


WORDINGS: tuple[Written, ...] = (
    (
        "natural-person",
        r"\bnatural-persons?(?: applicants?)?(?:'s?|s')? (?:requests|applications)\b",
        "requests by natural persons",
        False,
    ),
    ("natural-person", r"\bnatural-persons?\b", "natural persons", False),
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
    (
        ("equal", " is ", " was ", "="),
        rf"(?P<code>\b[a-z]{{2,20}}\.[a-z_.]{{2,60}}),? (?:in |for )(?P<year>{_YEAR}),? (?:equals?|is|was|=)(?: to)? (?=\d)",
        r"\g<year> \g<code> = ",
        False,
    ),
    (
        "yes or no",
        r"^(?:please )?(?:answer|reply|respond)?(?: with)? ?(?:only )?yes or no(?: only)?[:,.]? ?",
        "is it true that ",
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
    (
        ("because", "since", " as "),
        r"\b(?:were |was )?(?:refused|denied|rejected|not answered) (?:because|since|as) (?:the )?(?:agency|body|government|authority|it|they|office)? ?(?:did not|didn't|does not|do not|doesn't) (?:hold|have|possess) (?:the )?(?:requested )?information",
        "were not held",
        False,
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
    # in total in 2021 (direct + after review): what the total is made of
    ("total", r"\b(?P<all>total\b[^()]{0,40}?) ?\([a-z ]{3,30}(?:\+|plus|and)[a-z ]{3,30}\)", r"\g<all>", False),
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
        ("denied as", "refused as", "rejected as"),
        rf"\b(?P<no>{_NO}) as (?:a |an )?(?P<why>[a-z ]{{4,40}}?)(?: information| matters?)?(?= in | for |,|\?|$)",
        r"\g<no> because of \g<why>",
        False,
    ),
    (
        "noted",
        r"^(?:i|we) (?:have )?(?:noted|recorded|counted|written down|got|down) (?P<many>\d[\d,]*) (?P<what>requests|lawsuits|reviews|applications) (?:for|in|from|of) (?P<who>[a-z' ]{3,20}) (?P<when>in (?:19|20)\d\d)",
        r"\g<who> had \g<many> \g<what> \g<when>",
        False,
    ),
    (
        ("category", "row", "term", "label", "item", "phrase", "heading", "column"),
        r"^what (?:does|do) the (?:category|row|term|label|item|phrase|heading|column) ?(?P<what>[^?]{3,60}?) ?mean(?: in (?:plain )?english)?\?*$",
        r"what does \g<what> mean",
        False,
    ),
    ("in english", r"^(?P<what>what does [^?]{3,60}? ?mean) in (?:plain )?english\?*$", r"\g<what>", False),
    ("licenc", r"licenc(?=ing|e\b|es\b)", "licens", False),
    ("decis", r"\bdecis(?:on|n)s?\b", "decisions", False),
    ("reached", r"(?<=requests )reached (?=[a-z' ]{3,20} by )", "received by ", False),
    (
        ("table and", "tables and"),
        r"\b(?:do|does|did) (?:the )?tables? and (?:the )?(?:text|prose|narrative)(?: (?:of|in|for))? ?(?P<who>[^?]{3,60}?) ?(?:agree|match|coincide|tell the same)(?=[?.]*$)",
        r"is \g<who> consistent",
        False,
    ),
    (
        "agency",
        r"\bended (?:with|in) the (?:agency|government|authority|body|county) being corrected\b",
        "corrected",
        False,
    ),
    (
        "combining",
        r",? combining direct(?:ly filed)?(?: suits| lawsuits| cases)? (?:and|with) (?:those|suits|lawsuits|cases) (?:following|after|filed after) (?:a |the )?(?:administrative )?reviews?",
        "",
        False,
    ),
    (
        "based on",
        r"^(?:and )?how many (?:outcomes|requests|cases|answers) (?:is|are|was|were) (?:that|it|this|they) based on\?*$",
        "how many requests were answered",
        False,
    ),
    ("instead", r",? instead(?=[?.]*$)", "", False),
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
    (("lead", "led to"), r"\b(?:led|lead|leads|leading) to (?:a |any |the )?corrections?\b", "corrected", False),
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
        (hint, rf"\b{hint}(?=,| |\?|$)(?!.*\b(?:passage|report on|articles?|laws?)\b)", "given", False)
        for hint in ("cited", "invoked", "relied on")
    ),
    (
        "outcomes",
        r"\boutcomes \((?:requests |applications )?(?:processed|answered|handled|dealt with|concluded)\)",
        "outcomes",
        False,
    ),
    *(
        (
            hint,
            rf"\bwhat (?:was|were|is|are) (?:the )?{hint}s? (?:given |cited |stated |named )?(?:for|of|behind) (?:those |these |the |its |their )?(?:denials|refusals|rejections)\b",
            "不予公开的各种原因各几件",
            False,
        )
        for hint in ("reason", "ground")
    ),
    *(
        (
            hint,
            rf"\b(?:what|which) {hint}s? (?:was|were|is|are|had been) (?:given|cited|stated|named|used) for (?:those |these |the |its |their )?(?:denials|refusals|rejections)\b",
            "不予公开的各种原因各几件",
            False,
        )
        for hint in ("reason", "ground")
    ),
    (
        "compare",
        r"^(?P<for>for [^,]{4,40}, )?compare lawsuits filed directly (?:with|and|to|against) (?:those|lawsuits) filed after (?:administrative )?review",
        r"\g<for>lawsuits filed directly and lawsuits filed after review",
        False,
    ),
    (
        ("lawsuit", "review", "litigation", "court case"),
        r"(?P<what>\b(?:lawsuits?|reviews?|litigation|court cases))(?: (?:over|about|concerning|relating to|regarding)) (?:government |public )?(?:information )?disclosure\b",
        r"\g<what>",
        False,
    ),
    ("carried out", r"(?<=[a-z], )(?:and )?carried out(?=$|[.?,])", "carried over to next year", False),
    (
        "unit of",
        r"^(?:what is the )?units? (?:of|for) (?:the )?(?:indicator |code |figure )?(?P<code>[a-z_]{3,20}\.[a-z_.]{3,40})\?*$",
        r"what does \g<code> mean",
        False,
    ),
    (
        "chinese",
        r"^(?:official )?chinese (?:row |official )?(?:name|term|label|wording|title) (?:for|of) (?P<what>[^?]{4,60})\?*$",
        r"what does \g<what> mean",
        False,
    ),
    (
        "third",
        r"\b(?P<verb>refuse|refused|deny|denied)(?P<when> in (?:19|20)\d\d)? (?:in order )?to protect (?:the )?(?:lawful |legitimate )?third[- ]part(?:y|ies)(?:'s?|’s)?(?: (?:rights and )?interests)?",
        r"\g<verb>\g<when> because of third parties",
        False,
    ),
    (
        "court",
        r"\b(?:the )?(?:decision|decisions|agency|government) (?:was |were |being )?corrected by (?:the )?courts?\b",
        "corrected",
        False,
    ),
    *(
        (
            hint,
            rf"\b(?:total |overall )?{hint} number of normative documents issued\b",
            "total number of administrative normative documents issued",
            False,
        )
        for hint in ("cumulative", "aggregate")
    ),
    # the total number of requests from 2015 to 2018: of these years together
    (
        "total number of",
        r"\b(?:the )?total number of (?=[^?]{4,80}?\b(?:from|between|during|over|in|for|across) (?:the )?(?:years |period )?(?:19|20)\d\d ?(?:-|–|—|to|and|through|until) ?(?:19|20)\d\d)(?![^?]{0,160}\b(?:each|every|per|annual|yearly|by year)\b)",
        "the sum of ",
        False,
    ),
)
"""In the order in which they are tried."""
