"""aiogram's objects, made when they are first used: made all at once, most for nothing, they take seconds and 90 MB.

aiogram builds the schema of every object when it is imported, as their modules name each other for type checkers only.
Here these names are put into the modules, so that pydantic finds them whenever it builds one. To be imported before
anything of aiogram.
"""

from __future__ import annotations

import sys
from typing import Any, Literal, Optional, Union
from unittest.mock import patch

from pydantic import BaseModel


def _not_now(cls: type[BaseModel], /, **how: Any) -> None:
    """In the place of `model_rebuild`."""


with patch.object(BaseModel, "model_rebuild", classmethod(_not_now)):
    import aiogram.types
    from aiogram.client.default import Default

_NAMES: dict[str, Any] = {
    "List": list,
    "Optional": Optional,
    "Union": Union,
    "Literal": Literal,
    "Default": Default,
    **{name: getattr(aiogram.types, name) for name in aiogram.types.__all__},
}

for _name, _module in list(sys.modules.items()):
    if _name.startswith("aiogram.types."):
        for _known, _value in _NAMES.items():
            vars(_module).setdefault(_known, _value)
