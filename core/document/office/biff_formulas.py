"""Formulas of old workbooks (xls) that were not worked out: programs store them with an empty value, or nought."""

from __future__ import annotations

import struct

from core.document.office.references import name_of

_HEAD, _EMPTY, _NOUGHT = 22, (3, b"\xff\xff"), bytes(8)
_SIGNS = {0x03: "+", 0x04: "-"}
_REFERENCES, _AREAS, _FUNCTIONS = (0x24, 0x44, 0x64), (0x25, 0x45, 0x65), (0x22, 0x42, 0x62)
_NUMBER, _ATTRIBUTE, _SUMMED, _SKIPPED, _SUM = 0x1E, 0x19, 0x10, (0x01, 0x40, 0x41), 4
_COLUMN = 0x3FFF


def unvalued_sum(body: bytes) -> str | None:
    """The plain sum of a cell's record that has no value; None where it has one or is something else."""
    is_empty = (body[6], body[12:14]) == _EMPTY
    if not is_empty and body[6:14] != _NOUGHT:
        return None
    try:
        return _written(body[_HEAD : _HEAD + struct.unpack_from("<H", body, _HEAD - 2)[0]])
    except (IndexError, struct.error):
        return None


def _written(tokens: bytes) -> str | None:
    """A formula as it is typed, of its operands with what is done to them behind."""
    stack: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token in _SIGNS:
            last = stack.pop()
            if "+" in last or "-" in last:
                return None
            stack[-1] += _SIGNS[token] + last
            at += 1
        elif token in _REFERENCES:
            row, column = struct.unpack_from("<2H", tokens, at + 1)
            stack.append(name_of(row + 1, (column & _COLUMN) + 1))
            at += 5
        elif token in _AREAS:
            top, bottom, left, right = struct.unpack_from("<4H", tokens, at + 1)
            corners = name_of(top + 1, (left & _COLUMN) + 1), name_of(bottom + 1, (right & _COLUMN) + 1)
            stack.append(":".join(corners))
            at += 9
        elif token == _NUMBER:
            stack.append(str(struct.unpack_from("<H", tokens, at + 1)[0]))
            at += 3
        elif token == _ATTRIBUTE and (tokens[at + 1] == _SUMMED or tokens[at + 1] in _SKIPPED):
            if tokens[at + 1] == _SUMMED:
                stack[-1] = f"SUM({stack[-1]})"
            at += 4
        elif token in _FUNCTIONS and struct.unpack_from("<H", tokens, at + 2)[0] == _SUM and tokens[at + 1]:
            count = tokens[at + 1]
            stack[-count:] = [f"SUM({','.join(stack[-count:])})"]
            at += 4
        else:
            return None
    return stack[0] if len(stack) == 1 else None
