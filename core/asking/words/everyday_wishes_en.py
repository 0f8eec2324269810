"""What is wished of an answer beside what it tells: number only, true or false, two decimals if possible, as YYYY-MM-DD."""

from __future__ import annotations

import re

_SO_MANY = r"(?:zero|no|one|two|three|[0-4])"
_ANSWER = r"(?:please )?(?:answer|reply|respond|return|output|print|give(?: me)?|provide|report|state|say)"
_RIGHT = r"(?:the |its )?(?:right|correct|actual|true|stored|real|reported|proper)(?: (?:value|figure|number|one))"
_ALONE = r"(?=\s*(?:[.;,:?!]|$))"
_WORKED_OUT = r"(?:medians?|means?|averages?|sums?|totals?|rankings?|percentages?|shares?|ratios?|rates?|trends?|breakdowns?|charts?)(?: (?:or|and|nor) [a-z]{3,12})?"
_BETWEEN = r"(?:(?<=[.;,:?!])|^)\s*"
_WISHES = re.compile(
    # rounded to one decimal, (two decimals if possible)
    rf",? ?\(?\b(?:(?:rounded?|rounding|expressed|correct|to the nearest|accurate) )?(?:to |with |at )?{_SO_MANY} decimals?(?: places?| points?| digits?)?"
    rf"(?:,? (?:if possible|please))?\)?{_ALONE}"
    # answer yes or no; true or false?
    rf"|{_BETWEEN}{_ANSWER} (?:with |only )*[\"']?(?:yes|true)[\"']? ?(?:or|/) ?[\"']?(?:no|false)[\"']?(?: only)?(?:(?= and )|{_ALONE})[.?!]?"
    rf"|\s*\((?:yes ?(?:/|or) ?no|y/n|true ?(?:/|or) ?false|t/f)\)"
    # if not, return the correct value; return the right value as well; and give the stored value
    rf"|[.;,]? ?(?:and |also |if (?:not|wrong|false|it is not|it isn't)(?: so)?,? |otherwise,? ){{1,2}}(?:please )?"
    rf"(?:answer|reply|respond|return|output|print|give|provide|report|state|tell me|say)(?: me)?(?: with)? {_RIGHT}(?: (?:as well|too|also))?{_ALONE}"
    rf"|(?<=[.;?!]) ?{_ANSWER} {_RIGHT}(?: (?:as well|too|also|if not|otherwise|instead))?{_ALONE}"
    # return null if not available, say so if there is none
    rf"|[.;,]? ?(?:and )?\b{_ANSWER} (?:null|none|nan|n/a|\"?not available\"?|-1|so|\"?no data\"?)"
    rf" (?:if|when|where) (?:it is |it's |they are |there is |the (?:value|figure|data|report) is )?(?:not (?:available|there|given|reported|stored|found|held)|missing|none|unavailable|absent|no (?:data|report|such (?:figure|report)))"
    # and if so by how much
    r"|,? (?:and )?if (?:so|yes|any)(?=,? (?:by how|how|what|which|when|where|who))"
    r"|[.;,]? ?(?:what is the |your )?verdict[?.]?$|,? including (?:the|their) (?:values?|figures?|numbers?)(?=[.;?!]|$)"
    # number only, answer with the number only, just the number
    rf"|(?:{_BETWEEN}|[,;] ){_ANSWER} (?:(?:with|in|just|only|as) )*(?:the |a |an |one )?(?:bare |plain |single |exact )?(?:numbers?|figures?|integers?|values?)(?: only| alone)?(?:, (?:no|without) (?:explanation|text|units?|comment(?:ary)?))?{_ALONE}:?"
    rf"|(?:{_BETWEEN}|[,;(] ?)(?:just |only )?(?:the )?(?:number|figure|integer|value)s? (?:only|alone)(?:,? (?:no|without) (?:explanation|text|units?|comment(?:ary)?))?\)?{_ALONE}:?"
    # Is the statement correct? Verify against the report. Can you confirm?
    rf"|(?<=[.?!\"'”’]) ?(?:please )?(?:is|was) (?:the|this|that) (?:statement|claim|sentence|assertion) (?:correct|true|right|accurate)\?"
    rf"|(?<=[.?!\"'”’]) ?(?:please )?(?:verify|check|confirm|fact-?check)(?: (?:this|that|it|the (?:claim|statement)))?(?: against (?:the |its |their |your )?(?:annual )?(?:reports?|data|source|records?))?\.?$"
    rf"|(?<=[.?!\"'”’]) ?(?:can|could|would) you (?:please )?(?:verify|check|confirm)(?: (?:this|that|it))?\?"
    # format: YYYY-MM-DD, in ISO format
    r"|[.;,(]? ?(?:(?:in|as|use|using|with) )?(?:the |an )?(?:(?:answer|date|output) )?(?:format(?:ted)?(?: as)?:? ?)?\(?(?:yyyy[-/]mm[-/]dd|(?<![a-z])iso(?![a-z])(?: ?8601)?)(?: (?:date )?format)?\)?"
    # (signed), with their signs
    r"|\s*\((?:signed|with (?:its |the )?sign)\)|,? with (?:its |the )sign\b"
    # in ten thousand yuan: the unit that money is told in
    r"|,? ?\(?(?:in |unit: ?|expressed in )?(?:units of )?(?:(?:rmb|cny) ?)?(?:ten thousand|ten thousands of|10,?000|10k|wan)(?: of)? (?:yuan|rmb|cny)\)?"
    # (skip those without a report), leaving out those with no data
    r"|[,;]? ?\(?\b(?:skip(?:ping)?|ignor(?:e|ing)|omit(?:ting)?|leav(?:e|ing) out|drop(?:ping)?|disregard(?:ing)?)"
    r" (?:any |all |those |the |ones |counties |bodies |districts |years |that |which |with |having |have |without |lack(?:ing)? |do not |don't |not |publish(?:ed)? |no |an? |missing |its |their |20\d\d |annual )*"
    r"(?:data|reports?|values?|figures?|counties|bodies|ones|publish(?:ed)?|null(?:s)?|nans?|blanks?)\)?"
    # median is not needed; no need for a ranking
    rf"|{_BETWEEN}(?:the |a |an |any )?{_WORKED_OUT} (?:is|are)(?: not|n't) (?:needed|required|necessary|wanted)[;,.:]? ?(?:just |only )?"
    rf"|{_BETWEEN}(?:there is |there's )?no need (?:for|of|to (?:give|compute|show|calculate)) (?:the |a |an |any )?{_WORKED_OUT}[;,.:] ?(?:just |only )?"
    rf"|{_BETWEEN}(?:i|we) (?:don't|do not) (?:need|want) (?:the |a |an |any )?{_WORKED_OUT}[;,.:] ?(?:just |only )?"
    # if tied, list all; in case of a tie give all of them
    r"|[,;.(]? ?\(?\b(?:if|in case of|where|when|should)(?: there (?:is|are|be)| it is| they are| several are| any are)? (?:an? |any )?(?:tie[sd]?|draws?)\b"
    r"(?:,? (?:please )?(?:list|give|return|report|name|include|show|output) (?:all|both|every|each|them|the)\b(?: (?:of|them|the|tied|ones|counties|bodies|years|names)){0,4})?"
    r"(?: (?:list|give|return|report|name|include|show|output)(?: (?:all|both|every|each|them|of|the|tied|ones|counties|bodies|years|names)){1,5})?\)?"
    r"|[,;.(]? ?\(?\b(?:list|give|return|report|name|include|show) (?:all (?:of them |counties |bodies )?|both )(?:if|when|where|in case of) (?:there (?:is|are) )?(?:an? |any )?(?:tied?|ties)\)?"
    # (the eleven counties reporting), among those that reported
    r"|\s*\((?:(?:the|only|all|for|over|across|of|those|eleven|twelve|ten|nine|\d{1,2}) )*(?:counties|districts|bodies|county governments)"
    r"(?: (?:that|which))? (?:report(?:ing|ed)?|with (?:a )?reports?|with data|(?:have|had|published|issued) (?:a )?(?:report|data)s?|held|stored)\)"
    # with their values; one line per county
    r"|,? (?:along |together )?with (?:their |the |its )?(?:exact |respective )?(?:values?|figures?|numbers?|counts?)(?: (?:each|only))?(?=[.;?!]|$)"
    rf"|[,;.] ?(?:one|a|1) (?:line|row) (?:per|for each) (?:county|year|body|district|item|figure){_ALONE}",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\s+(?=[.,;?!])|^[\s.,;:]+|(?<=[?!.])[.;,]+$")


# The user wrote: 'Dongtou had 56 reviews'
_QUOTED = re.compile(
    r"^(?P<lead>[^:'\"“‘]{3,40}[:,]) ?(?P<mark>['\"“‘])(?P<said>.{12,}?)['\"”’]?(?P<end>[.?!]?)['\"”’]?$"
)


def without_wishes(question: str) -> str:
    """The question without them; the question itself where it has no other words."""
    if not question.isascii():
        return question
    kept = _MARKS.sub("", _WISHES.sub("", question)).strip()
    kept = _QUOTED.sub(r"\g<lead> \g<said>\g<end>", kept) if kept != question else kept
    return kept if len(kept) > 7 else question
