"""Logs as JSON lines on standard error; a bot token never gets into one."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

from core.text.harmless import harmless_json

_TOKEN = re.compile(r"(?<!\d)\d{4,}:[A-Za-z0-9_-]{20,}")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, the record's `extra`, the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return without_token(harmless_json(json.dumps(line, ensure_ascii=False, default=str)))


def without_token(text: str) -> str:
    """The text with everything that looks like a bot token struck out."""
    return _TOKEN.sub("***", text)


def configure() -> None:
    """Send every log record of this process to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # A line for each update, which says neither who nor what.
    logging.getLogger("aiogram.event").setLevel(logging.WARNING)
