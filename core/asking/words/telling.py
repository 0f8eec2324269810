"""What somebody tells without the words around it that ask whether it is so: 帮核一下：…, …有没有错."""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"^\s*(?:请?(?:帮忙?|帮我|麻烦)?(?:核对?|核实|查证|验证|看看?)(?:一下|下)?|claim[_ ]check|claims?(?=:)"
    r"|fact[- ]check(?: this)?"
    r"|(?:please )?(?:check|verify)(?: please| this| that)?|true or false|is it true that"
    r"|assert|[^，。,:：\d]{0,6}(?:材料|稿|总结|通报|简报|汇报)(?:里|上|中)?(?:写|说|称)?(?=[:：])"
    r"|(?:稿子|材料|通稿|报道|新闻|文章|网上)(?:里|上)?(?:写|说|称))\s*[:：,，—–-]?\s*",
    re.IGNORECASE,
)
_WHETHER = (
    r"(?:这)?(?:有没有|有无)(?:错误?|问题|写错|说错)|(?:这么|这样)?[说写]?(?:是不是)?对(?:不对|吗|不|吧|么)"
    r"|是(?:这样)?[吗吧]|没错吧?|(?:是否|是不是)?属实吗?|(?:是)?真的吗|[能可]以?这[么样]写吗|有错吗"
    r"|(?:is (?:this|that|it) )?(?:right|correct|true)"
)
_TAG = re.compile(rf"(?<![\s,，。—–-])[\s,，。—–-]*+(?:{_WHETHER})\s*+[?？。!！]*+\s*+$", re.IGNORECASE)
# received=15, carried_out=1
_FIELD = re.compile(r"\b([a-z_.]+)\s*={1,2}\s*(\d)", re.IGNORECASE)
_AMOUNT = r"\d+(?:\.\d+)?[件条次起份人]"
# Statements that run into each other, and how each is told apart.
_RUN_ON = (
    # 收162办161转1
    (
        re.compile(r"收(?:到)?(\d+)件?[,，、 ]?办(?:结)?(\d+)件?[,，、 ]?(?:结)?转(\d+)件?"),
        r"收到\1件，办结\2件，结转\3件",
    ),
    # 收150件 办147件
    (re.compile(rf"(?<=[件，,、 ])办了?(?={_AMOUNT})"), "办结"),
    # 还剩6件没办完
    (re.compile(rf"还?剩下?({_AMOUNT})(?:没有?办完|未办结|没办结)?"), r"结转\1"),
    # 4件申请却有56件复议
    (re.compile(r"(?<=[件次起条份人请议讼])(?:却|但是?|不过)(?=[只仅]?(?:有|收到|被|发生))"), "，"),
    # 6件申请里网络5件
    (re.compile(rf"(?<!\d)({_AMOUNT}申请)[里中](?!有)(?=[^，。,里中]{{1,8}}{_AMOUNT})"), r"\1，其中"),
    # 专职77人兼职167人
    (re.compile(rf"(?<!\d)({_AMOUNT})(?=[^\d，。,;；、申请里中比较由从到至]{{1,8}}{_AMOUNT})"), r"\1，"),
    # 一件申请都没收到
    (
        re.compile(r"[一1][件起次个](申请|复议|诉讼|官司)?[都也](?:没有?|未)(?:收到|接到|发生|有|受理)?过?"),
        r"没有收到\1",
    ),
)
_LONGEST = 200
"""Beyond this a text is pasted, and its statements are quoted as they stand."""


def told_words(question: str) -> str:
    """What is told without such words; the question itself where nothing else is said."""
    if len(question) > _LONGEST:
        return question
    told = _TAG.sub("", _LEAD.sub("", question)) or question
    told = _FIELD.sub(lambda match: f"{match[1].replace('_', ' ')} {match[2]}", told)
    for run_on, apart in _RUN_ON:
        told = run_on.sub(apart, told)
    return told
