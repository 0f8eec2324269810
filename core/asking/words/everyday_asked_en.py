"""How questions are put in English: who came second, the runner-up, when it peaked, what share went to whom, by when."""

from __future__ import annotations

import re

from core.asking.words.wording import Written
from core.text.numerals import COUNT_EN, ORDINAL_EN

_PUBLISHED = r"(?:publish(?:ed)?|releas(?:e|ed)|fil(?:e|ed)|submit(?:ted)?|issued?|post(?:ed)?|put out|produced?)"
_PART_OF_CITY = (
    r"(?:(?:the|all)(?: of the)? )*(?P<place>[a-z]+?)(?:'s)? (?P<what>requests|applications|reviews|lawsuits)"
)
_NUMBERS = r"(?: numbers?| counts?| totals?| figures?)?(?: of)?"


def _several_extreme(match: re.Match[str]) -> str:
    """The five highest numbers of lawsuits."""
    least = match["way"] in ("lowest", "fewest", "smallest", "least")
    return f"the {'bottom' if least else 'top'} {match['count']} "


WORDINGS: tuple[Written, ...] = (
    # --- what is said otherwise ---
    (
        ("claim", "statement", "hypothesis", "assertion"),
        r"^(?:(?:verify|check|test|validate) (?:this |the )?)?(?:claim|statement|hypothesis|assertion) ?[:,] ?(?=[a-z\d])",
        "is it true that ",
        False,
    ),
    ("is it so that", r"\bis it so that\b", "is it true that", False),
    (
        (" not ", "unable"),
        r"\b(?:could|can|did) (?:it|they|[a-z]{4,12}) not (?:provide|supply|give|furnish)\b|\b(?:was|were|is|are) unable to (?:provide|supply|give)\b",
        "cannot be provided",
        False,
    ),
    (
        "follow",
        r"\b(lawsuits?|suits?|court cases?) (?:that |which )?follow(?:ed|ing|s)? (?:an? )?(?:administrative )?reviews?\b",
        r"\1 after review",
        False,
    ),
    (
        "stock of",
        r"(?:\b(?:the )?size of (?:the )?)?(.{0,30}?)\bstock of (normative documents|documents)\b",
        r"\1normative documents in force",
        False,
    ),
    ("additional", r"\bhow many additional\b", "how many more", False),
    ("relative to", r"\brelative to\b", "than in", False),
    (
        "ahead of",
        r"^(?:was|is|were|are) (?P<one>.{3,30}?) ahead of (?P<other>.{3,30}?) (?:in terms of|in|on|for|by) (?P<what>[a-z ]{4,40}?)(?P<when> in (?:19|20)\d\d)?(?=[?.]*$)",
        lambda match: f"did {match['one']} have more {match['what']} than {match['other']}{match['when'] or ''}",
        False,
    ),
    (
        "behind",
        r"^(?:was|is|were|are) (?P<one>.{3,30}?) behind (?P<other>.{3,30}?) (?:in terms of|in|on|for|by) (?P<what>[a-z ]{4,40}?)(?P<when> in (?:19|20)\d\d)?(?=[?.]*$)",
        lambda match: f"did {match['one']} have fewer {match['what']} than {match['other']}{match['when'] or ''}",
        False,
    ),
    (
        "separate",
        r"^(?:by )?how many ([a-z ]{4,40}?) (?:separate[sd]?|divide[sd]?) (.{3,30}?) (?:and|from) (.{3,30}?)(?= in |[?.]*$)",
        r"difference in \1 between \2 and \3",
        False,
    ),
    (
        (" no ", " any "),
        r"\b(?:handled|faced|recorded|saw|experienced|reported|encountered) (no|any) (?=(?:administrative )?(?:requests|reviews|lawsuits|applications)\b)",
        r"had \1 ",
        False,
    ),
    (
        "by ",
        r"^(?:please )?(?:order|sort|arrange) (?:all )?(?:the )?((?:[a-z]+ )?(?:counties|districts|bodies)) (?:by|according to)\b",
        r"rank the \1 by",
        False,
    ),
    (
        " first",
        r",? (?:with the |from the )?(?:highest|largest|biggest|most) first(?=[?.]*$)",
        " from highest to lowest",
        False,
    ),
    (
        " first",
        r",? (?:with the |from the )?(?:lowest|smallest|fewest|least) first(?=[?.]*$)",
        " from lowest to highest",
        False,
    ),
    (
        "how high",
        r"^how high (?:did|does|do|is|was) (.{3,40}?) (?:rank(?:ed)?|place[d]?|stand)\b",
        r"what is the rank of \1",
        False,
    ),
    (
        ("below", "under", "above", "over"),
        r"\b(?:fell|fall|falls|falling|came|come|comes|stood|stand|stands|lay|lie|sat|sit)s? (below|under|above|over) (?=(?:the )?(?:mean|average|median))",
        r"were \1 ",
        False,
    ),
    (
        "who ",
        r"^who (?:files?|filed|makes?|made|submits?|submitted|sends?|sent|lodged?) (?:the )?most (?:of )?(?:the )?(requests|applications) (?:in|to|at|with)\b",
        r"which kind of applicants made the most \1 in",
        False,
    ),
    (
        "popular",
        r"\b(?:the )?most (?:popular|frequented|heavily used|widely used)(?: (?:with|among) (?:the )?(?:requesters|applicants|people|public|users))?\b",
        "the most",
        False,
    ),
    (
        ("carry", "carried"),
        r"\bcarr(?:y|ied) (?:anything|something|any)(?: over)? (?:in)?to ((?:19|20)\d\d)\b",
        lambda match: f"carried over to next year any requests in {int(match[1]) - 1}",
        False,
    ),
    (
        "led ",
        r"\b(?:who|which (?:county|district|body)) (?:led|leads|topped|tops) (?:in )?([a-z]+) (?:in|for|by|on) ([a-z ]{4,40}?)(?= in (?:19|20)|[?.]*$)",
        r"which county in \1 had the most \2",
        False,
    ),
    (
        ("n't", " not "),
        r"\b(?:don't|do not|didn't) you (?:have|hold|store)\b|\bdo you not (?:have|hold)\b",
        "are missing",
        False,
    ),
    (
        ("counted", "included", "covered", "classed", "recorded"),
        r"^what (?:is|gets|are|all is) (?:counted|included|covered|classed|recorded) (?:under|as|in|by|within)\b",
        "what is meant by",
        False,
    ),
    ("partly", r"^(?:and )?partly(?=[?.]*$)", "granted in part", False),
    ("glossary", r"^(?:the )?glossary(?: entry)?(?: for| of|:)?\b", "what is meant by", False),
    (
        "who ",
        rf"^(?:and |so |then )?who (?:was|is|came|were|ranked) ({ORDINAL_EN})\b(?! most)",
        r"which county came \1",
        False,
    ),
    ("prev ", r"\bprev(?:\.|ious)? (?=year\b)", "previous ", False),
    (
        "how many",
        r"^in how many (?:of the )?(?:years|calendar years) (?=did|has|have|was|were|had)",
        "in which years ",
        False,
    ),
    (
        ("every ", "all ", "each "),
        r"^(?:(?:did|do|does|have|had|has|is it true that|true or false[:,]?) )?(?:every|all|each)(?: single| of the)?(?: twelve| 12)?(?: the)? (?:count(?:y|ies)|districts?)(?P<where> (?:in|of) [a-z]+)? "
        r"(?:have|had|has|receive[sd]?|get|got|face[sd]?|saw|see|record(?:ed)?) (?:at least (?:one|1)|any|some|an?|one|1)? ?(?P<what>(?:administrative )?(?:lawsuits?|reviews?|requests?|applications?))\b",
        lambda match: f"is it true that 0 counties{match['where'] or ''} had no {match['what']}",
        False,
    ),
    # --- places and extremes ---
    (
        "the ",
        rf"\bthe (?P<count>{COUNT_EN}) (?P<way>highest|largest|biggest|most|lowest|fewest|smallest|least){_NUMBERS} (?=[a-z])",
        _several_extreme,
        False,
    ),
    ("runner", r"\b(?:is|was|were) (?:the )?runners?-?up\b(?: (?:for|in|by|on))?", "came second in", False),
    ("runner", r"\b(?:the )?runners?-?up (?:for|in|by|on)\b", "second highest", False),
    (
        ("name the", "identify the", "state the", "find the", "tell me the"),
        r"^(?:please )?(?:name|identify|state|find|tell me|list) (?=the (?:county|district|body|government|city)\b)",
        "which is ",
        False,
    ),
    (
        "where do",
        r"^where (?:do|does|did) (.{3,40}?) (?:stand|sit|come|place|fall|lie|rank)(?: out of all(?: counties)?)?(?: (?:on|in|for|by|in terms of|with regard to))?\b",
        r"what is the rank of \1 in",
        False,
    ),
    (
        "number of",
        r"^(?:the )?(?:total )?number of (counties|districts|bodies|county-level [a-z]+)\b",
        r"how many \1",
        False,
    ),
    (
        " most",
        r"\b(?:occur(?:s|red)?|appear(?:s|ed)?|came? up|comes up|arose|arises|(?:is|was|were|are) (?:cited|used|given|invoked|relied on))"
        r" (?:the )?most(?: often| frequently)?\b",
        "is the most",
        False,
    ),
    (
        "why ",
        r"^why (?:were|are|was|is|did|do) (.{0,60}?)\b(denied|refused|rejected|turned down) (?:the )?most(?: often| frequently)?",
        r"which reason for \2 is the most \1",
        False,
    ),
    (
        "how were most",
        r"^how (?:were|was|are|did) most (?:of the )?(requests|applications) (?:submitted|made|filed|sent|sent in|received|lodged|arrive|come in)\b",
        r"which channel of \1 is the most",
        False,
    ),
    (
        ("ground", "reason", "basis"),
        r"^which (?:ground|reason|basis) (?:accounted for|made up|was behind) (?:the )?most (?:of (?:the )?)?(?:denials|refusals|rejections)\b",
        "which reason for denied is the most",
        False,
    ),
    # --- years ---
    (
        "when did",
        r"\bwhen did (.{3,40}?) (have|receive|get|see|face|record) (?:the|its|their) (most|fewest|highest|lowest)\b",
        r"which year did \1 \2 the \3",
        False,
    ),
    (
        "record",
        r"^(?:was|is) ((?:19|20)\d\d) (?:a|the) record (?:year )?(?:for|in) ([a-z ]{4,40}?) (?:in|at|of|for) ",
        r"which year had the most \2 in ",
        False,
    ),
    (
        "when did",
        r"^when did (.{3,60}?) (?:peak|(?:reach|hit) (?:its|their|a|the) (?:peak|maximum|high|highest(?: point| level)?))\b",
        r"which year had the most \1",
        False,
    ),
    (
        "when did",
        r"^when did (.{3,60}?) (?:bottom out|(?:reach|hit) (?:its|their|a|the) (?:low|minimum|lowest(?: point| level)?))\b",
        r"which year had the fewest \1",
        False,
    ),
    (
        "when w",
        r"^when (?:were|was) (.{3,60}?) (?:at (?:its|their) )(?:highest|peak|most)\b",
        r"which year had the most \1",
        False,
    ),
    # --- changes ---
    ("relative", r"\brelative (?=change|decline|increase|decrease|drop|fall|rise|growth)", "percentage ", False),
    ("arithmetic", r"\barithmetic (?=mean|average)", "", False),
    # --- shares ---
    (
        ("went to", " by ", " to "),
        rf"^(?:what|which) (?P<share>share|percentage|proportion|fraction|percent) of {_PART_OF_CITY}"
        r"(?P<when>(?: in(?: [a-z]+)?)?(?: (?:19|20)\d\d)?) (?:went to|were (?:received by|addressed to|sent to|filed with)|came to|fell to|was (?:received by|due to)) (?P<who>[a-z' ]+?)(?=[?.]*$)",
        lambda match: f"what share of {match['place']} {match['what']}{match['when']} were {match['who']}",
        False,
    ),
    (
        "account for",
        r"^how much of (.{4,60}?) (?:did|does) (.{3,40}?) account for(?:,? (?:in percent|as a percentage|percentage-?wise))?",
        r"what share of \1 were \2",
        False,
    ),
    (
        "account for",
        r"^what (share|percentage|proportion|fraction) of (.{4,60}?) (?:did|does) (.{3,40}?) account for\b",
        r"what \1 of \2 were \3",
        False,
    ),
    (
        " did ",
        r"^what (share|percentage|proportion|fraction) of ((?:the city|the whole city|[a-z]+)(?:'s)? (?:requests|applications)(?: in [a-z]+)?) did (.{3,40}?) (?:receive|get|take|handle|have)\b",
        r"what \1 of \2 were \3",
        False,
    ),
    ("share of the", r"\bshare of the ([a-z]+) total of\b", r"share of the \1", False),
    ("total of", r"\b(share|percentage|proportion) of (the [a-z]+|[a-z]+) total of\b", r"\1 of \2", False),
    (
        (" all ", " total "),
        r"\b(share|percentage|proportion|fraction) of (.{4,50}?) (?:in|among|amongst|out of|within|of) (?:all|total)(?: of)?(?: the)? (denials|denied requests|refusals|rejections|reviews|lawsuits)\b",
        r"\1 of \3 were \2",
        False,
    ),
    # --- carried over ---
    (
        "end",
        r"\b(requests|applications) (?:still |left )?(?:pending|open|outstanding|unresolved|unfinished|undecided) at (?:the )?(?:year-?end|end of (?:the )?(?:year )?)(?: of)? ?(?P<year>(?:19|20)\d\d)?",
        lambda match: f"{match[1]} carried over to next year {match['year'] or ''}",
        False,
    ),
    (
        ("carry", "carried"),
        r"\bcarr(?:y|ied) (?:over )?(any|no|all|some|how many)? ?(?:requests|applications|cases)? ?(?:over |forward )?(?:in)?to ((?:19|20)\d\d)\b",
        lambda match: f"carried over to next year {match[1] or ''} requests in {int(match[2]) - 1}",
        False,
    ),
    (
        ("carry over", "carried over"),
        r"\bcarr(?:y|ied) over (?:out of|at the end of|from the end of) ((?:19|20)\d\d)\b",
        r"carried over to next year in \1",
        False,
    ),
    # --- lawsuits and reviews are about requests in any case ---
    (
        ("lawsuit", "litigation", "review", "suit", "court"),
        r"\b(lawsuits?|litigation|reviews?|suits?|court cases?)((?: (?:against|of|by|for|in) [a-z' ]{3,30}?)?) (?:over|about|concerning|regarding|relating to|related to|in connection with) "
        r"(?:(?:information|disclosure|foi|access|government|open) )*(?:requests?|information|disclosure)\b",
        r"\1\2",
        False,
    ),
    # --- reports ---
    (
        ("not", "n't", "failed", "never"),
        rf"\b(?:did not|didn't|have not|haven't|has not|hasn't|failed to|did never|never) (?:yet )?{_PUBLISHED} (?:an?|their|its|the|any)? ?((?:19|20)\d\d )?(?:annual )?reports?\b(?: (?:for|of|on) ((?:19|20)\d\d))?",
        lambda match: f"have no report {match[1] or match[2] or ''}",
        False,
    ),
    (" date", r"^(?:on )?(?:what|which) date did\b", "when did", False),
    (" day", r"^(?:on )?(?:what|which) day did\b", "when did", False),
    (" date", r"^on (?:what|which) (?:exact )?date (?:was|were)\b", "when was", False),
    # --- checks ---
    (
        ("add up", "balance", "tally", "reconcile", "sum up", "hold up", "work out", "agree"),
        r"^(?:do|does|did) (?:all )?(?:the )?(?:figures|numbers|totals|sums|tables?|data|arithmetic) (?:in|of|for) (.{4,50}?)(?: report)? (?:add up|balance|tally|reconcile|sum up|hold up|work out|agree)\b(?! to)(?: correctly)?",
        r"check consistency of \1 report",
        False,
    ),
    ("consistent", r"\b(?:arithmetically|numerically|mathematically) consistent", "consistent", False),
    (
        "carry",
        r"^(?:does|do|did) (.{3,40}?)(?:'s)? carry-?over (?:from|out of|of) ((?:19|20)\d\d) (?:match|equal|agree with|correspond to) (?:what )?(?:its |the )?((?:19|20)\d\d) (?:annual )?(?:report )?(?:says |reports |gives )?(?:was |as )?(?:carried[- ]in|carried over|brought forward|opening balance)",
        r"is \1 carried over to next year consistent with carried over from last year \2 \3",
        False,
    ),
    # --- terms ---
    (
        "chinese",
        r"^(?:what is |what's )?the chinese (?:term|word|name|label|expression) (?:for|of)\b",
        "what is meant by",
        False,
    ),
    ("table of", r"^(?:give me |show me |make |i need |i want )?(?:a |the )?table of\b", "list", False),
)
"""In the order in which they are tried, before the others."""
