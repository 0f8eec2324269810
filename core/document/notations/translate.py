"""Which notation a text is in, and the same text with its tables as html, which one reader reads."""

from __future__ import annotations

import re
from collections.abc import Callable

from core.document.notations.asciidoc import from_asciidoc
from core.document.notations.brackets import from_brackets, from_context, from_troff
from core.document.notations.latex import from_latex
from core.document.notations.mediawiki import from_mediawiki
from core.document.notations.pandoc import from_native
from core.document.notations.printed import CALLED, from_printed_lists
from core.document.notations.rst import from_list_tables
from core.document.notations.typst import from_texinfo, from_typst


def _both(first: str, then: str) -> str:
    """A mark somewhere behind another. Each is looked for once: the other only behind the first there is."""
    return rf"\A(?>(?s:.*?){first})(?s:.*?){then}"


_NOTATIONS: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = tuple(
    (sign, re.compile(pattern, re.MULTILINE), translated)
    for sign, pattern, translated in (
        (
            "",
            r"\A\s*+(?:Pandoc\b|\[\s*+(?:Para|Plain|Header|Table|Div|BulletList|OrderedList)\s*+[\[(\d])",
            from_native,
        ),
        ("\\begin{", r"\\begin\{(?:longtable|tabular[*xy]?|tabu|xltabular|longtblr|tblr)\}", from_latex),
        ("\\startx", r"^\\startx(?:row|cell)\b", from_context),
        ("{|", _both(r"^\{\|", r"^\|-"), from_mediawiki),
        ("|===", r"^\|={3,}[ ]*$", from_asciidoc),
        ("table(", r"^[^\n]{0,80}#table\($|^[^\n]{0,80}\btable\($\s+columns:", from_typst),
        ("@multitable", r"^@multitable\b", from_texinfo),
        ("[tr]", r"\[tr\]\s*\[t[dh]\]", from_brackets),
        (".. list-table::", r"^[ ]*\.\. list-table::", from_list_tables),
        ("T{", _both(r"^T\{[ ]*$", r"^T\}"), from_troff),
        ("(", rf"\A(?>(?s:.*?)^[ ]*{CALLED}$)(?s:.*?)^[ ]*{CALLED}$", from_printed_lists),
        (
            "[",
            r"^[ ]*\[{1,3}(?:None|null|'[^'\n]*'|\"[^\"\n]*\"|\d+)"
            r"(?:, ?(?:None|null|'[^'\n]*'|\"[^\"\n]*\"|[\d.]+))+\]",
            from_printed_lists,
        ),
    )
)


def as_html(text: str) -> str | None:
    """The text with its tables as html; None where it is in none of the notations known."""
    for sign, marker, translated in _NOTATIONS:
        if sign in text and marker.search(text):
            return translated(text)
    return None
