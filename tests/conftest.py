"""Names of tests that can be read and given to `-k`: parameters stand in them as they are, Chinese or not."""

from __future__ import annotations

import pytest

_LONGEST = 80


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """The beginning of a text or of bytes, with escapes for what can't be seen. Other values are named by pytest."""
    if isinstance(val, bytes):
        # No more of them: an archive has the time in its head, and a name must be the same in every process.
        return repr(val[:8])[2:-1]
    if not isinstance(val, str):
        return None
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in val[:_LONGEST]
    )
