"""pdfium with a Chinese font at hand, and its own functions, for what is asked of every character and line of a page.

pypdfium2's bindings check the type of every argument, which takes longer than most calls. Here addresses are numbers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

_FIRST_HALVES, _SECOND_HALVES = (frozenset(map(chr, range(start, start + 0x400))) for start in (0xD800, 0xDC00))
"""Of the characters beyond U+FFFF, each of which pdfium gives as two."""
_CHINESE, _EVERY = "\u2e80", 16
_NOTHING, BROKEN = "\0", "\ufffd"
_SYSTEM_FONTS = ("/usr/share/fonts", "/usr/share/X11/fonts", "/usr/local/share/fonts")


@cache
def _prepare() -> None:
    """Show pdfium a Chinese font beside those of the system, before the first page is read.

    Without one, characters of a font that is not embedded have no size, and pdfium drops whatever text has none.
    """
    found = find_spec("noto_cjk_sans_otc")
    if found is None or found.origin is None:
        return
    folders = [folder.encode() for folder in (*_SYSTEM_FONTS, str(Path(found.origin).parent))]
    config = raw.FPDF_LIBRARY_CONFIG()
    config.version = 2
    character = ctypes.POINTER(ctypes.c_char)
    paths = (character * (len(folders) + 1))()  # the last one stays empty: the end of the list
    for at, folder in enumerate(folders):
        paths[at] = ctypes.cast(ctypes.c_char_p(folder), character)
    config.m_pUserFontPaths = paths
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(config)


def opened(data: bytes) -> pdfium.PdfDocument:
    """The PDF of these bytes. The first one opened must be the first that this process opens with pdfium at all.

    Raises pdfium.PdfiumError where it is damaged or asks for a password.
    """
    _prepare()
    return pdfium.PdfDocument(data)


def text_in(room: ctypes.Array[ctypes.c_ushort], length: int) -> str:
    """The text that pdfium wrote into a room of 16-bit units; `length` is in bytes, the zero at its end counted."""
    return bytes(room)[: max(min(length, ctypes.sizeof(room)) - 2, 0)].decode("utf-16-le", "replace")


@cache
def bare(name: str) -> Callable[..., Any]:
    """The function of this name, which takes and gives addresses as numbers; None is no address.

    None of those asked for takes longer than it would to let other threads run meanwhile.
    """
    function = getattr(raw, name)
    kinds = (function.restype, *function.argtypes)
    plain = [kind if kind in (ctypes.c_int, ctypes.c_uint, ctypes.c_float) else ctypes.c_void_p for kind in kinds]
    return ctypes.PYFUNCTYPE(*plain)(_address(function))


@cache
def loose(name: str, addresses: int = 0) -> Callable[..., Any]:
    """The function of this name, which takes so many addresses as numbers first, then whole numbers that C calls int,
    and places as `pointer` gives them: what is asked ten thousand times takes half as long that way."""
    function = getattr(raw, name)
    result = function.restype if function.restype in (ctypes.c_int, ctypes.c_uint, ctypes.c_float) else ctypes.c_void_p
    return ctypes.PYFUNCTYPE(result, *[ctypes.c_void_p] * addresses)(_address(function))


def pointer(where: int) -> Any:
    """An address, made ready to be given to functions again and again."""
    return ctypes.byref(ctypes.c_char.from_address(where))


def address(handle: Any) -> int:
    """Where a page, or what is read of one, stands in memory."""
    return _address(handle.raw)


def characters_of(text: pdfium.PdfTextPage, count: int) -> Sequence[str]:
    """Every character of a page: by one call, unless pdfium leaves out some that way. Those of a font that does not
    tell which they are, are broken ones."""
    together: str = text.get_text_range()
    page, code_at, fails = pointer(address(text)), loose("FPDFText_GetUnicode"), loose("FPDFText_HasUnicodeMapError")
    characters: Sequence[str] = (
        together if len(together) == count else _whole([chr(code_at(page, index)) for index in range(count)])
    )
    # A font that does not tell its characters shows at every so many, and at the last of its digits.
    written = "".join(characters)
    places = [written.rindex(character) for character in set(written) if character < _CHINESE]
    if 1 not in map(fails, repeat(page), (*places, *range(0, count, _EVERY))):
        return characters
    return [BROKEN if fails(page, index) == 1 else character for index, character in enumerate(characters)]


def _whole(characters: list[str]) -> list[str]:
    """The characters with the two halves of one beyond U+FFFF put together; a lone half is a broken one."""
    for index, (half, other) in enumerate(pairwise((*characters, ""))):
        if half in _FIRST_HALVES and other in _SECOND_HALVES:
            code = 0x10000 + (ord(half) - 0xD800) * 0x400 + ord(other) - 0xDC00
            characters[index : index + 2] = (chr(code), _NOTHING)
        elif characters[index] in _SECOND_HALVES or half in _FIRST_HALVES:
            characters[index] = BROKEN
    return characters


def _address(pointer: Any) -> int:
    at = ctypes.cast(pointer, ctypes.c_void_p).value
    assert at is not None
    return at
