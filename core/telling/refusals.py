"""Why a file could not be taken for a report, in words: whoever asks hears the same."""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import ReadCode
from core.types import Language

_SENTENCES: Mapping[Language, Mapping[ReadCode, str]] = {
    "zh": {
        "not_a_report": "{name} 不是政府信息公开年度报告，没有存入。",
        "unreadable": "{name} 读不出来，文件可能损坏或没有文字。",
        "encrypted": "{name} 有密码，请去掉密码后再发。",
        "too_large": "{name} 内容太多，请拆分后再发。",
        "unsupported": "{name} 的格式还不能读，请换成网页、文本、Word、PDF 或表格文件。",
        "timeout": "{name} 读得太久，已经放弃，请拆分或换一种格式再发。",
    },
    "en": {
        "not_a_report": "{name} is no disclosure report, so it was not stored.",
        "unreadable": "{name} can't be read: it may be damaged or hold no text.",
        "encrypted": "{name} has a password, please send it without one.",
        "too_large": "{name} holds too much, please split it.",
        "unsupported": "The format of {name} can't be read yet: send a web page, text, Word, PDF or spreadsheet.",
        "timeout": "{name} took too long to read and was given up: please split it or send another format.",
    },
}


def refusal(code: ReadCode, name: str, language: Language) -> str:
    """The sentence about a file of this name."""
    return _SENTENCES[language][code].format(name=name)
