"""Words around what somebody tells that ask whether it is so: 帮核一下：…, …有没有错."""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"^\s*(?:请?(?:帮忙?|帮我|麻烦)?(?:核对?|核实|查证|验证|看看?)(?:一下|下)?|claim[_ ]check|fact[- ]check(?: this)?"
    r"|(?:please )?(?:check|verify)(?: please| this| that)?|true or false|is it true that"
    r"|assert|[^，。,:：\d]{0,6}(?:材料|稿|总结|通报|简报|汇报)(?:里|上|中)?(?:写|说|称)?(?=[:：])"
    r"|(?:稿子|材料|通稿|报道|新闻|文章|网上)(?:里|上)?(?:写|说|称))\s*[:：,，—–-]?\s*",
    re.IGNORECASE,
)
_WHETHER = (
    r"(?:这)?(?:有没有|有无)(?:错误?|问题|写错|说错)|(?:这么|这样)?[说写]?(?:是不是)?对(?:不对|吗|不|吧|么)"
    r"|是(?:这样)?[吗吧]|没错吧?|属实吗|是真的吗|[能可]以?这[么样]写吗|有错吗"
    r"|(?:is (?:this|that|it) )?(?:right|correct|true)"
)
_TAG = re.compile(rf"[\s,，。—–-]*(?:{_WHETHER})\s*[?？。!！]*\s*$", re.IGNORECASE)
# received=15, carried_out=1
_FIELD = re.compile(r"\b([a-z_.]+)\s*={1,2}\s*(\d)", re.IGNORECASE)


def told_words(question: str) -> str:
    """What is told without such words; the question itself where nothing else is said."""
    told = _TAG.sub("", _LEAD.sub("", question)) or question
    return _FIELD.sub(lambda match: f"{match[1].replace('_', ' ')} {match[2]}", told)
