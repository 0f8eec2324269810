"""The columns of exported figures, in their order: the name in English and in Chinese."""

from __future__ import annotations

COLUMNS: tuple[tuple[str, str], ...] = (
    ("organization", "机关"),
    ("division_code", "区划代码"),
    ("division", "区划"),
    ("year", "年度"),
    ("indicator", "指标代码"),
    ("label", "指标"),
    ("applicant", "申请人"),
    ("value", "数值"),
    ("unit", "单位"),
    ("source", "来源"),
    ("inferred", "推定"),
    ("corrected", "更正"),
    ("template", "表式"),
    ("quote", "原文"),
    ("page", "页"),
    ("report", "报告编号"),
    ("origin", "网址"),
)
