"""The data of buttons: each kind is told by a prefix of its own, and heard by one handler of the bot."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter

from bot.app import build_dispatcher
from bot.look import keyboards
from core.work.worker import Workers
from store import Archive
from store.intake.parsing import read_once
from store.settings import Settings

KINDS = [kind for kind in vars(keyboards).values() if isinstance(kind, type) and issubclass(kind, CallbackData)]
BUTTONS = {kind.__name__: kind for kind in KINDS if kind is not CallbackData}


def test_no_two_buttons_have_one_prefix() -> None:
    prefixes = Counter(kind.__prefix__ for kind in CallbackData.__subclasses__())
    assert [prefix for prefix, count in prefixes.items() if count > 1] == []
    assert set(prefixes) == {kind.__prefix__ for kind in BUTTONS.values()}


def test_every_button_is_heard_by_one_handler(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive, Workers(processes=1, ready=read_once) as workers:
        dispatcher = build_dispatcher(archive, Settings(allowed_ids=frozenset({1})), workers)
        heard = [
            one.callback.callback_data.__name__
            for router in dispatcher.chain_tail
            for handler in router.callback_query.handlers
            for one in handler.filters or ()
            if isinstance(one.callback, CallbackQueryFilter)
        ]
    assert sorted(heard) == sorted(BUTTONS)
