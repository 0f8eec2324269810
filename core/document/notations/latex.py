"""LaTeX: cells apart by &, rows ended by two backslashes, cells over several columns or rows as commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.document.blocks import blocks
from core.document.notations.tables import plain, table

_NAME = r"(?:longtable|tabular[*xy]?|tabu|xltabular|longtblr|tblr)"
_BEGIN, _END = (re.compile(rf"\\{word}\{{{_NAME}\}}") for word in ("begin", "end"))
_BETWEEN_COLUMNS = re.compile(r"[@!]\{[^{}]*\}")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?[ \t]*")
_ESCAPED = re.compile(r"\\([%&_#$\{\}])")
_GROUP = r"\{([^{}]*)\}"
_OF_CELLS = re.compile(r"\\(multicolumn|multirow|makecell|multirowcell)\*?")
_ARGUMENTS = {"multicolumn": 3, "multirow": 3, "makecell": 1, "multirowcell": 2}
_OPTION = re.compile(r"\s*(?:\[[^\[\]]*\]\s*)*")
_STRUCK = re.compile(rf"\\(?:sout|st|xout)\s*{_GROUP}")
_RAISED = re.compile(
    rf"\\(?:textsuperscript|textsubscript|footnotemark)(?:\[[^\[\]]*\])?\s*{_GROUP}|\\footnotemark(?:\[\d+\])?|\^{_GROUP}"
)
_DROPPED = re.compile(
    r"\\(?:label|hypertarget|caption|vspace|hspace|cmidrule|cline|rule|footnote|phantomsection|addcontentsline|includegraphics|setcounter"
    r"|noalign|color|rowcolor|cellcolor|href|arraystretch)\*?(?:\([^)]*\))?(?:\[[^\[\]]*\])?(?:\{[^{}]*\})+"
)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[^{}]*\}(?:\[[^\[\]]*\])?(?:\{[^{}]*\})?")
_OF_ONE = re.compile(rf"\\[a-zA-Z]+\*?(?:\[[^\[\]]*\])?\s*{_GROUP}")
_BARE = re.compile(r"\\[a-zA-Z]+\*?|[{}]")
_ROW_END = re.compile(r"\\\\(?:\[[^\[\]]*\])?|\\tabularnewline|\\cr\b")
_CELL_END = re.compile(r"(?<!\\)&")
_RULE = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot)(?:\[[^\[\]]*\])?(?:\\?noalign\{\})?"
)
_MOST_ROUNDS = 12
_KEPT = {"%": "\ue001", "&": "\ue002", "_": "_", "#": "#", "$": "$", "{": "\ue003", "}": "\ue004"}
_BACK = str.maketrans({mark: character for character, mark in _KEPT.items() if mark != character})


def from_latex(text: str) -> str:
    """The text with its tables as html and without commands."""
    body = text.partition("\\begin{document}")[2] or text
    title = re.search(rf"\\title\s*{_GROUP}", text)
    body = _ESCAPED.sub(lambda match: _KEPT[match[1]], _COMMENT.sub("", body.partition("\\end{document}")[0]))
    body = _BETWEEN_COLUMNS.sub("", body)
    done, parts = 0, [f"{_words(title[1])}\n" if title else ""]
    for block in blocks(body, _BEGIN, _END):
        parts += (_words(body[done : block.start]), table(_rows(block.body)))
        done = block.end
    return "".join((*parts, _words(body[done:])))


def _rows(body: str) -> Iterator[list[str]]:
    """The rows; what stands before the first is the table's own options."""
    start = 0
    while (end := _group_end(body, start)) is not None:
        start = end
    reduced = _reduced(_spanned(_RULE.sub("", body[start:])))
    for row in _ROW_END.split(reduced):
        cells = [" ".join(_words(cell).split()) for cell in _CELL_END.split(row)]
        if any(cells):
            yield cells


def _group_end(text: str, at: int) -> int | None:
    """Where the group in braces ends that begins here, behind options; None where there is none."""
    option = _OPTION.match(text, at)
    at = option.end() if option else at
    if not text.startswith("{", at):
        return None
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return place + 1
    return None


def _spanned(text: str) -> str:
    """The text with every cell over several columns or rows as what stands in it."""
    parts: list[str] = []
    done = 0
    for command in _OF_CELLS.finditer(text):
        if command.start() < done:
            continue
        at, last = command.end(), ""
        for _ in range(_ARGUMENTS[command[1]]):
            if text.startswith(("*", "="), at):
                at += 1
                continue
            end = _group_end(text, at)
            if end is None:
                break
            last, at = text[text.index("{", at) + 1 : end - 1], end
        parts += (text[done : command.start()], _spanned(last))
        done = at
    return "".join((*parts, text[done:]))


def _reduced(text: str) -> str:
    """The text with the commands over several cells as what they set; inner ones first."""
    for _ in range(_MOST_ROUNDS):
        simple = _STRUCK.sub(
            "\ue005\\1\ue006", _RAISED.sub(lambda match: f"\ue007{match[1] or match[2] or ''}\ue008", text)
        )
        simple = _DROPPED.sub("", _ENVIRONMENT.sub("", simple))
        if simple == text:
            simple = re.sub(rf"\\(?:text[a-z]+|emph|uline|underline|mbox|bfseries|strut)\s*{_GROUP}", r"\1", text)
        if simple == text:
            return text
        text = simple
    return text


def _words(text: str) -> str:
    text = _reduced(text)
    for _ in range(_MOST_ROUNDS):
        simple = _OF_ONE.sub(r"\1", text)
        if simple == text:
            break
        text = simple
    text = plain(_BARE.sub("", _ROW_END.sub("\n", text)).replace("~", " ")).translate(_BACK)
    return text.translate({0xE005: "<s>", 0xE006: "</s>", 0xE007: "<sup>", 0xE008: "</sup>"})
