"""What the bot is made of: readers of files and the way to addresses are imported when the first of them comes, and
Telegram's objects made when one is first used."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import aiogram.methods
import aiogram.types
import pytest
from aiogram.methods.base import TelegramMethod
from aiogram.types import TelegramObject


def test_a_bot_that_answers_has_no_readers() -> None:
    told = (
        "import sys, bot.app\n"
        "print(*(name for name in sys.modules if name.startswith(('core.document', 'store.intake.web', 'lxml'))))"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert "store.intake.web.taking" in imported
    assert not imported & {"core.document.formats", "core.document.container", "lxml.etree", "store.intake.web.opening"}


def test_few_objects_are_made_before_they_are_used() -> None:
    told = (
        "import bot.app, aiogram.types\n"
        "made = [name for name in aiogram.types.__all__ if getattr(getattr(aiogram.types, name), '__pydantic_complete__', 0)]\n"
        "print(len(made))\n"
        "told = {'message_id': 1, 'date': 1, 'chat': {'id': 5, 'type': 'private'}, 'text': '泰顺'}\n"
        "print(aiogram.types.Update.model_validate({'update_id': 1, 'message': told}).message.chat.id)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    made, chat = map(int, done.stdout.split())
    assert made < 50 and chat == 5


@pytest.mark.parametrize("room", [aiogram.types, aiogram.methods], ids=["types", "methods"])
def test_every_object_can_be_made(room: ModuleType) -> None:
    made = 0
    for name in room.__all__:
        one = getattr(room, name)
        if isinstance(one, type) and issubclass(one, TelegramObject | TelegramMethod):
            one.model_rebuild()
            assert one.__pydantic_complete__
            made += 1
    assert made > 100
