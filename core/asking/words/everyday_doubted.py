"""What somebody who tells a number thinks of it: …，我咋不信呢; …，我觉得没那么多; I don't think it was that many.

It says no figure and denies none: what is told before it is held against the reports without it.
"""

from __future__ import annotations

import re

_DOUBTS = (
    r"(?:不(?:太|大|怎么|敢)?(?:相信|信|可信)|(?:没有?|不会有?|哪有|哪里有|不可能有?|未必有?)[这那](?:么|样)(?:多|少|高|低|夸张|厉害|回事)"
    r"|不至于|不会吧|不可能吧?|不大?可能|不止吧?|不对劲|不太对|存疑|有疑问|半信半疑|将信将疑|信不过)"
)
_DOUBTED = re.compile(
    r"(?<=[\u4e00-\u9fff\d])[,，。;；?？!！—…\s(（]{1,3}(?:(?:可是|但是?|不过|反正)[,，]?)?"
    r"(?:我们?|咱们?|俺|本人|自己|心里)?(?:咋|怎么|却|倒|又|总|就|也|都|还|有点|有些|实在|真的?|反正|好像|似乎|印象[里中]|感觉|觉得|记得|看|估计|怀疑|想|怕|认为|以为|说|着|是){0,4}"
    rf"{_DOUBTS}[呢吧啊呀哦啦了嘛的哎)）]{{0,2}}(?=[,，。;；?？!！\s]|$)"
)
_DOUBTED_EN = re.compile(
    r"[\s,.;?!(-]{1,3}(?:(?:but|though|and) )?(?:(?:i|we)(?: really| honestly| rather| do)? (?:doubt (?:it|that|this)|(?:don't|do not|can't|cannot|can not)"
    r" (?:quite )?(?:believe|buy|trust) (?:it|that|this)|(?:don't|do not) think (?:so|that's right|it was (?:that|so) (?:many|high|few|low|much)|(?:it|that) is (?:right|true))"
    r"|find (?:it|that|this) hard to believe|am not (?:so )?(?:sure|convinced)(?: about (?:it|that|this))?|'m not (?:so )?(?:sure|convinced))"
    r"|(?:which|that|this|it) (?:seems|looks|sounds|feels) (?:too |rather |very |quite |a bit |suspiciously )?(?:high|low|much|many|off|wrong|odd|implausible))"
    r"\)?(?=[,.;?!]|$)",
    re.IGNORECASE,
)
_CANT_BELIEVE = re.compile(
    r"^i(?: really| just)? (?:can't|cannot|can not|don't|do not|hardly) believe (?:that )?", re.IGNORECASE
)
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千万]")
_IS_IT = "对吗"
_LONGEST = 200


def without_doubts(question: str) -> str:
    """What is told or asked without them; itself where no number is told."""
    if len(question) > _LONGEST:
        return question
    if not question.isascii():
        match = _DOUBTED.search(question)
    else:
        question = _CANT_BELIEVE.sub("", question)
        match = _DOUBTED_EN.search(question)
    if match is None or not _NUMBER.search(question[: match.start()]):
        return question
    rest = question[match.end() :]
    asked = rest if re.search(r"\w", rest) else ", right?" if question.isascii() else f"，{_IS_IT}"
    return question[: match.start()] + asked
