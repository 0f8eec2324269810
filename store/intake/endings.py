"""By which names files are taken for reports, in folders and archives: by a known ending, or none.

A browser saves a page beside a folder of what it shows: of that only pages are looked at, its frames.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_TEXT = ".txt .text .md .csv .tsv .rtf .xml"
_PAGES = ".htm .html .xhtml .shtml .asp .aspx .jsp .php .mht .mhtml"
_OFFICE = ".doc .docx .docm .dot .dotx .wps .wpt .odt .fodt .xls .xlsx .xlsm .xlsb .et .ett .ods .pdf .ofd"
_PICTURES = ".png .jpg .jpeg .webp .heic .heif .avif .tif .tiff .bmp .gif"
_SAVED_WITH_PAGE = re.compile(r".+(?:_files|\.files)")
ENDINGS = frozenset(f"{_TEXT} {_PAGES} {_OFFICE} {_PICTURES} .zip".split())


def is_wanted(path: str) -> bool:
    """Whether a file in a folder or an archive is looked at. One named by itself is read whatever its name."""
    place = PurePosixPath(path)
    suffix = place.suffix.lower()
    if place.name.startswith((".", "~$")) or (suffix and suffix not in ENDINGS):
        return False
    return suffix in _PAGES.split() or not _SAVED_WITH_PAGE.fullmatch(place.parent.name)
