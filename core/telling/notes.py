"""What to mind about an indicator, in Chinese; the table of indicators says it in English."""

from __future__ import annotations

from collections.abc import Mapping

NOTES: Mapping[str, str] = {
    "the same information on several channels counts once; channels may sum to more": (
        "同一条信息在几个渠道公开只算一条，各渠道相加可以更多"
    ),
    "signed: +3, -2, 减2, 增3": "带正负号：+3、-2、减2、增3",
    "stored in 万元; a cell in 元 is converted, the cell's own text stays in the evidence": (
        "以万元计；报告以元填写的已换算，原文照留"
    ),
    "a row of its own in 2014; in 2019 and 2021 it is derived from its items": (
        "2014年表单列一行；2019、2021年表由各项相加得出"
    ),
    "one row in 2019; in 2021 it is derived from its items": "2019年表是一行；2021年表由各项相加得出",
    "told in the prose of reports since 2021 (section six); not the fee of the 2014 form, which is requests.fees": (
        "2021年以后写在报告正文第六部分；不是2014年表的“收取的费用”"
    ),
    "a row of its own in 2014; in 2019 and 2021 it is derived: direct + after_review": (
        "2014年表单列一行；2019、2021年表由“未经复议直接起诉”与“复议后起诉”相加得出"
    ),
}
