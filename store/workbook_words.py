"""What the cells of a workbook say in Chinese, where CSV and JSON have codes."""

from __future__ import annotations

from collections.abc import Mapping

from core.telling.names import form_name, rule_name, status_name
from core.types import Check, CheckLevel, Language, Template

_SOURCES: Mapping[str, str] = {"table": "表格", "narrative": "正文"}
_LEVELS: Mapping[CheckLevel, str] = {
    "official": "官方规定",
    "structural": "表内关系",
    "usual": "通常如此",
    "bound": "不超过",
}


def source(told: str, language: Language) -> str:
    """Where a figure was read."""
    return _SOURCES.get(told, told) if language == "zh" else told


def flag(told: bool, language: Language) -> str | int:
    """Whether something holds."""
    return ("是" if told else "") if language == "zh" else int(told)


def form(template: Template, language: Language) -> str:
    """The form of a report."""
    return form_name(template, language) if language == "zh" else template


def check(told: Check, language: Language) -> tuple[str, str, str]:
    """The rule of a check, its level, and how it came out."""
    if language == "en":
        return told.rule, told.level, told.status
    return rule_name(told.rule, language), _LEVELS[told.level], status_name(told.status, language)
