"""What the bot is made of: readers of files and the way to addresses are imported when the first of them comes."""

from __future__ import annotations

import subprocess
import sys


def test_a_bot_that_answers_has_no_readers() -> None:
    told = (
        "import sys, bot.app\n"
        "print(*(name for name in sys.modules if name.startswith(('core.document', 'store.intake.web', 'lxml'))))"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert "store.intake.web.taking" in imported
    assert not imported & {"core.document.formats", "core.document.container", "lxml.etree", "store.intake.web.opening"}
