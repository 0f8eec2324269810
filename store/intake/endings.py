"""By which names files are taken for reports, in folders and archives: by a known ending, or none.

A browser saves a page beside a folder of what it shows: of that only pages are looked at, its frames.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_TEXT = ".txt .text .md .markdown .csv .tsv .rtf .xml .rst .org .adoc .tex .fb2 .warc"
# JSON is mostly data beside reports: a page in it is read where its file is named.
_PAGES = ".htm .html .xhtml .shtml .asp .aspx .jsp .php .mht .mhtml .eml .epub"
_ARCHIVES = ".zip .tar .gz .tgz .bz2 .xz"
_OFFICE = ".doc .docx .docm .dot .dotx .wps .wpt .odt .fodt .xls .xlsx .xlsm .xlsb .et .ett .ods .pdf .ofd"
_PICTURES = ".png .jpg .jpeg .webp .heic .heif .avif .tif .tiff .bmp .gif"
_SAVED_WITH_PAGE = re.compile(r".+(?:_files|\.files)")
ENDINGS = frozenset(f"{_TEXT} {_PAGES} {_OFFICE} {_PICTURES} {_ARCHIVES}".split())


def is_wanted(path: str) -> bool:
    """Whether a file in a folder or an archive is looked at. One named by itself is read whatever its name."""
    return not _is_unknown(path) and (_suffix(path) in _PAGES.split() or not _belongs_to_another(path))


def is_passed_over(path: str) -> bool:
    """Whether a file is left out for its ending alone, which a person should know. What hides itself is not."""
    return _is_unknown(path) and not _belongs_to_another(path)


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _is_unknown(path: str) -> bool:
    return _hides(path) or (bool(_suffix(path)) and _suffix(path) not in ENDINGS)


def _hides(path: str) -> bool:
    return PurePosixPath(path).name.startswith((".", "~$"))


def _belongs_to_another(path: str) -> bool:
    return _hides(path) or bool(_SAVED_WITH_PAGE.fullmatch(PurePosixPath(path).parent.name))
