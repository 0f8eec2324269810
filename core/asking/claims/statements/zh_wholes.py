"""All, none and most of the requests in Chinese: 均予以公开, 无一来自企业, 没有一件不予公开, 主要来自企业."""

from __future__ import annotations

import re

from core.asking.claims.statements.around import without
from core.asking.claims.statements.quantities import ANY_AMOUNT
from core.asking.claims.statements.values import Degree, Every, Majority, Nothing

_OF_ONE = r"(?:件|例|起|宗|项|条|份|人)"
_NONE = re.compile(
    rf"无一(?!例外){_OF_ONE}?|(?:没有|未有|并无|无|没)(?:任何)?[一1]{_OF_ONE}(?!外)(?:申请|案件|诉讼|复议)?"
    r"|(?:均|都|全部|皆|全年|本年度|当年|共|暂){0,6}"
    r"(?:未|没有|没(?!有)|无)(?!正当|法|须|需|论|效|关|疑|能|及时|经|补正|缴|掌握|现成|一例外|[这那][么样]"
    r"|全部|全|都|均|完全|一律|最|比)"
    r"(?:收到|受理|发生|产生|出现|收取|提起|被提起|被申请|因|有|接到|存在|任何)*"
)
_ZERO = re.compile(
    r"(?:数|数量|量|件数)?(?:为|是|均为|都为)(?:零|0)(?:件|条|次|起|宗)?$|零(?=申请|诉讼|复议|败诉|投诉|举报|收费|纠错|纠正)"
)
_EVERY = re.compile(
    r"(?P<remaining>(?:其余|其他|其它|剩余|余下)(?:的|申请|案件|部分)*)?(?:也|则|亦|已)?"
    r"(?:(?<![平年月日人户周天])均|全部|(?<![成新丰昌于武宜江首])都(?![江匀昌])|皆|一律|悉数|全数|无一例外地?|百分之百|100%"
    r"|全(?=为|是|由|来自|予以|数))(?:都|均)?(?:已|已经|得到|获得|依法|按规定)*(?P<part>.+)$"
)
_REMAINING = re.compile(r"^(?:其余|剩余|余下)(?:的|申请|案件|部分)*(?P<part>(?:由|来自|为|是|予以|不予|通过)?[^\d]+)$")
# 收到申请17件，均公开: of requests it is the outcome.
_DISCLOSED = re.compile(r"^(?:对外)?公开(?:了)?$")
_WHOLE_OF = re.compile(r"^(?:所有|全部|全体)的?")
_MAJORITY = re.compile(
    r"(?:(?P<vast>绝大多数|绝大部分)|(?P<many>大多数|大部分|多数|多半)|主要)(?:的)?(?:申请人?|案件)?(?:均|都|已)?(?P<part>.+)$"
    r"|以(?P<mostly>[^,，。;；]{1,16}?)(?:为主|居多|为多)"
)
_PREVAILS = re.compile(
    r"(?:占|居)(?:了)?(?:(?P<vast>绝大多数|绝大部分)|(?P<many>大多数|大部分|多数)|主体|主导|多)(?:地位)?$|居多$"
)


def nothing(words: str) -> Nothing | None:
    """That there was none; 未 in the name of a figure (逾期未补正) is none of these."""
    match = _ZERO.search(words) or _NONE.search(words)
    rest = without(words, match) if match else ""
    # 没有一件不予公开: 一件 is no number of its own.
    return Nothing(rest) if len(rest) > 1 and not ANY_AMOUNT.search(rest) else None


def every(words: str) -> Every | None:
    """That all of them, or all that are left, were something."""
    match = _EVERY.search(words) or _REMAINING.search(words)
    before, part = (words[: match.start()], match["part"]) if match else ("", "")
    if match is None or ANY_AMOUNT.search(before) or ANY_AMOUNT.search(part):
        return None
    remaining = bool(match.groupdict().get("remaining")) or match.re is _REMAINING
    part = _DISCLOSED.sub("予以公开", part)
    return Every(part, _WHOLE_OF.sub("", before.strip(" ,，")), remaining)


def majority(words: str) -> Majority | None:
    match = _MAJORITY.search(words) or _PREVAILS.search(words)
    if match is None or ANY_AMOUNT.search(words):
        return None
    if match.re is _MAJORITY:
        degree: Degree = "vast" if match["vast"] else "many" if match["many"] else "main"
        if match["mostly"]:
            return Majority(degree, match["mostly"], without(words, match))
        return Majority(degree, match["part"], words[: match.start()])
    if not words[: match.start()]:
        return None
    return Majority("vast" if match["vast"] else "many", words[: match.start()], "")
