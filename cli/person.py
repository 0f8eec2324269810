"""Who decides something on the command line."""

from __future__ import annotations

import getpass


def person() -> str:
    """The name of the account that runs the command."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "command line"
