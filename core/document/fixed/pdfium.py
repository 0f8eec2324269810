"""pdfium's own functions, for what is asked of every character and line of a page.

pypdfium2's bindings check the type of every argument, which takes longer than most calls. Here addresses are numbers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw


@cache
def bare(name: str) -> Callable[..., Any]:
    """The function of this name, which takes and gives addresses as numbers; None is no address."""
    function = getattr(raw, name)
    kinds = (function.restype, *function.argtypes)
    plain = [kind if kind in (ctypes.c_int, ctypes.c_uint, ctypes.c_float) else ctypes.c_void_p for kind in kinds]
    return ctypes.CFUNCTYPE(*plain)(_address(function))


def address(handle: Any) -> int:
    """Where a page, or what is read of one, stands in memory."""
    return _address(handle.raw)


def characters_of(text: pdfium.PdfTextPage, count: int) -> Sequence[str]:
    """Every character of a page: by one call, unless pdfium leaves out some that way."""
    together: str = text.get_text_range()
    if len(together) == count:
        return together
    code_at, page = bare("FPDFText_GetUnicode"), address(text)
    return [chr(code_at(page, index)) for index in range(count)]


def _address(pointer: Any) -> int:
    at = ctypes.cast(pointer, ctypes.c_void_p).value
    assert at is not None
    return at
