"""Every sentence about a check or an issue, in Chinese and English: what people read of a code and its kind.

In braces stand the values of the check or issue under their names, and besides, of an issue, `figures` (with their
columns), `indicators` (without), `some` (the first of these) and `quote`; of a check `left`, `right`, `first` and
`second` (what was compared), `column` and `missing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from core.types import CauseCode, IssueCode, Language


class Sentence(NamedTuple):
    """The same thing in both languages."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """The words of one language."""
        return self.zh if language == "zh" else self.en


_TITLE_OF_OTHER_YEAR = Sentence(
    "标题写的是{title}年，统计数据是{report}年的。", "the title says {title}, the figures are of {report}"
)
_PERIOD_OF_OTHER_YEAR = Sentence(
    "统计期限从{period}年起，报告是{report}年的。", "the period begins in {period}, the report is of {report}"
)
_FIGURE_OF_OTHER_YEAR = Sentence(
    "有一项数据写的是{figure}年，报告是{report}年的。",
    "one figure is said to be of {figure}, the report is of {report}",
)
_LEAD_OF_OTHER_YEAR = Sentence(
    "开头一句写的是{lead}年，报告是{report}年的。", "the first sentence says {lead}, the report is of {report}"
)

ISSUES: Mapping[tuple[IssueCode, str], Sentence] = {
    ("missing_title", ""): Sentence("页面没有标题。", "the page has no title"),
    ("missing_title", "from_sentence"): Sentence(
        "页面没有单独的标题，标题取自开头一句：{title}。",
        "the page has no title of its own; it was taken from the first sentence: {title}",
    ),
    ("missing_year", ""): Sentence("页面没有写明是哪一年的报告。", "the page does not say of which year the report is"),
    ("missing_organization", ""): Sentence(
        "页面没有写明是哪个机关的报告。", "the page does not say whose report it is"
    ),
    ("organization_conflict", ""): Sentence(
        "报告由{body}编制，页面另写有{other}。", "the report is by {body}, the page names {other} too"
    ),
    ("year_conflict", "title"): _TITLE_OF_OTHER_YEAR,
    ("year_conflict", "period"): _PERIOD_OF_OTHER_YEAR,
    ("year_conflict", "figure"): _FIGURE_OF_OTHER_YEAR,
    ("year_conflict", "lead"): _LEAD_OF_OTHER_YEAR,
    ("missing_number", ""): Sentence("没有数字：“{quote}”", "no number in “{quote}”"),
    ("approximate_value", "of_figure"): Sentence(
        "{figures}只有约数，未作为数据：“{quote}”", "{figures}: only approximate, not stored: “{quote}”"
    ),
    ("approximate_value", "of_something"): Sentence(
        "只有约数，未作为数据：“{quote}”", "only approximate, not stored: “{quote}”"
    ),
    ("unread_figure", ""): Sentence("没能读准：{number}，“{quote}”", "could not be read for sure: {number}, “{quote}”"),
    ("several_tables", ""): Sentence(
        "页面上有不止一张申请情况表，只读取了第一张，请核对是哪个机关、哪个口径的。",
        "there is more than one table of requests on the page; only the first was read: check whose it is",
    ),
    ("several_tables", "other_year"): Sentence(
        "{other}年的表没有读取，报告是{report}年的。", "a table of {other} was not read: the report is of {report}"
    ),
    ("several_reports", ""): Sentence(
        "页面上还有另一份报告，没有读取：{other}。", "there is another report on the page; it was not read: {other}"
    ),
    ("ambiguous_columns", "worked_out"): Sentence(
        "表格单元格丢失或粘连。{rows}行的列是推断得出的。",
        "cells of a table were lost or glued together: the columns of {rows} rows were worked out",
    ),
    ("ambiguous_columns", "not_read"): Sentence(
        "表格单元格丢失或粘连。无法确定而未读取：{left_open}。",
        "cells of a table were lost or glued together; not read, as uncertain: {left_open}",
    ),
    ("ambiguous_columns", "worked_out_in_part"): Sentence(
        "表格单元格丢失或粘连。{rows}行的列是推断得出的。无法确定而未读取：{left_open}。",
        "cells of a table were lost or glued together: the columns of {rows} rows were worked out; "
        "not read, as uncertain: {left_open}",
    ),
    ("missing_unit", ""): Sentence(
        "{figures}没有写明单位（元或万元），未读取。", "{figures}: no unit (yuan or 10,000 yuan), not read"
    ),
    ("text_repaired", "traditional"): Sentence(
        "繁体字已转换为简体字。", "Traditional characters were converted to Simplified ones"
    ),
    ("text_repaired", "pinyin"): Sentence(
        "繁简转换残留在括号里的拼音已去除。", "pinyin that a conversion left in brackets was removed"
    ),
    ("text_repaired", "tags"): Sentence("残留的网页标签已去除。", "remains of web markup were removed"),
    ("text_repaired", "broken_bytes"): Sentence("无法识别的乱码已去除。", "bytes that are no text were removed"),
    ("text_repaired", "hidden"): Sentence("不显示的文字已去除。", "words that are not shown were removed"),
    ("text_repaired", "struck"): Sentence("划掉的文字已去除。", "words that were struck out were removed"),
    ("text_repaired", "raised"): Sentence("注释的角标已去除。", "the marks of notes were removed"),
    ("text_repaired", "letters"): Sentence(
        "单元格里代替数字0的字母O已按0读取。", "letters O in the place of noughts were read as 0"
    ),
    ("text_repaired", "damaged_date"): Sentence(
        "文中日期有字符缺失，已按可辨认的部分读取。",
        "characters of a date are missing; it was read from what is left",
    ),
    ("text_repaired", "advertiser"): Sentence(
        "文中有词语被广告名称替换。", "words of the text were replaced by an advertiser's name"
    ),
    ("text_repaired", "decoded_twice"): Sentence(
        "文字曾按错误的编码读过一次，已还原。", "the text had been decoded in a wrong encoding once and was turned back"
    ),
    ("text_repaired", "summed"): Sentence(
        "工作簿中有{count}个公式没有存下结果，是求和的，已按所引单元格算出。",
        "{count} formulas of the workbook hold no value: plain sums, worked out from their cells",
    ),
    ("attachments", "read"): Sentence("读取的是附件“{name}”。", "what was read is the attachment “{name}”"),
    ("attachments", "left"): Sentence("另有附件没有读取：{names}。", "other attachments were not read: {names}"),
    ("unseen_text", "opened"): Sentence(
        "正文或表格在页面上默认不显示（可能要点开才能看到），已按显示的读取。",
        "the text or its tables are hidden at first, as what opens on a click, and were read as if shown",
    ),
    ("unseen_text", "figures"): Sentence(
        "有数字没有作为正文读取：{unseen}。", "figures were not read as part of the text: {unseen}"
    ),
    ("unseen_text", "sheets"): Sentence(
        "隐藏的工作表没有读取：“{sheets}”。", "hidden sheets were not read: “{sheets}”"
    ),
    ("text_table_conflict", ""): Sentence(
        "{indicators}：正文 与 表格{column}：{text} ≠ {table}，相差 {difference}；"
        "可能原因：正文与表格口径不同，或其中一处没有更新",
        "{figures}: the text says {text}, the table {table}; they count differently, or one of them was not updated",
    ),
    ("low_confidence_ocr", ""): Sentence(
        "图片不清或字叠在一起，看不准，请对照原件核对：{indicators}。",
        "hard to read in the picture, or printed over one another, compare with the original: {indicators}",
    ),
    ("ocr_solved", "misread"): Sentence(
        "{figures}在图片上看不准：识别为{read}，由勾稽关系推定为{solved}，请对照原件核对。",
        "{figures}: hard to read in the picture, seen as {read}, worked out of the others as {solved}; "
        "compare with the original",
    ),
    ("ocr_solved", "unread"): Sentence(
        "{figures}在图片上看不准：没有识别出来，由勾稽关系推定为{solved}，请对照原件核对。",
        "{figures}: can't be read in the picture, worked out of the others as {solved}; compare with the original",
    ),
    ("incomplete", "cut_off"): Sentence(
        "文档在句子或表格中间结束，后面的内容可能缺失。",
        "the document ends in the middle of a sentence or a table: what follows may be missing",
    ),
    ("incomplete", "pictures"): Sentence(
        "第{pages}页是图片，没有读取。安装 gongkai[ocr] 后可以读取。",
        'page {pages} not read, as it is a picture: pip install "gongkai[ocr]" to read it',
    ),
    ("incomplete", "illegible"): Sentence(
        "第{pages}页看不清，几乎没有读出内容。", "page {pages}: little can be made out"
    ),
    ("incomplete", "characters"): Sentence(
        "第{pages}页有的字，其字体没有说明是什么字，没有读出。",
        "page {pages}: characters not read, as their font does not tell which they are",
    ),
    ("incomplete", "tables"): Sentence(
        "表格没有读到数字：{left_open}。可能是图片、附件，或没能识别。",
        "no figure was read of {left_open}: pictures, attachments, or not recognised",
    ),
    ("incomplete", "tables_in_pictures"): Sentence(
        "表格没有读到数字：{left_open}。文中有{count}张图片没有读取，表格可能在图片里。",
        "no figure was read of {left_open}: {count} pictures were not read, which may be the tables",
    ),
    ("incomplete", "rows"): Sentence("表格里有{count}行没有读到：{some}。", "{count} rows were not read: {some}"),
    ("incomplete", "formulas"): Sentence(
        "工作簿中有{count}个公式没有存下结果，没有读到：请用表格软件打开并保存一次，再读取。",
        "{count} formulas of the workbook hold no value and were not read: open and save it once in a program for "
        "spreadsheets",
    ),
    ("corrected", "changed"): Sentence(
        "{figures}经人工更正为{value}：{reason}", "{figures}: corrected to {value} by a person: {reason}"
    ),
    ("corrected", "struck_out"): Sentence(
        "{figures}经人工删去：{reason}", "{figures}: struck out by a person: {reason}"
    ),
}
"""By code and kind."""

COMPARED: Mapping[str, Sentence] = {
    "equality": Sentence("{first} 与 各项之和", "{first} and the sum of its parts"),
    "row_totals": Sentence("{first}：总计 与 六类申请人之和", "{first}: total and sum of the six applicants"),
    "flow": Sentence("{before}年与{after}年的{first}", "{first}, carried from {before} to {after}"),
    "balance": Sentence(
        "新收＋上年结转 与 办理结果总计＋结转下年度",
        "received + carried in and outcomes + carried over to the next year",
    ),
    "concluded_vs_outcome": Sentence("{first} 与 {second}", "{first} and {second}"),
    "text_vs_table": Sentence("{first}：正文 与 表格", "{first}: text and table"),
    "carry_over": Sentence(
        "{before}年结转下年度 与 {after}年上年结转",
        "carried over to the next year in {before} and carried in of {after}",
    ),
    "in_force_flow": Sentence(
        "{before}年现行有效＋{after}年制发－废止 与 {after}年现行有效（{first}）",
        "in force in {before} + issued - repealed in {after} and in force in {after} ({first})",
    ),
    "items_flow": Sentence(
        "{before}年报告的上一年项目数＋增/减 与 {after}年报告的上一年项目数（{first}）",
        "items of the year before + change in the report of {before} and items of the year before in that of {after}"
        " ({first})",
    ),
}
"""What the two sides are that a rule compares, by the rule or by its kind; both numbers are told behind it."""
AGREES = Sentence("{what}{column}：{left} = {right}", "{what}{column}: {left} = {right}")
DIFFERS = Sentence(
    "{what}{column}：{left} ≠ {right}，相差 {difference}", "{what}{column}: {left} ≠ {right}, difference {difference}"
)
IN_COLUMN = Sentence("（{column}列）", " ({column})")
WITH_CAUSE = Sentence("{told}；可能原因：{cause}", "{told}; likely cause: {cause}")

CHECKS: Mapping[tuple[str, str], Sentence] = {
    ("row_totals", "lacks_columns"): Sentence(
        "{first}：{columns}列没有数值，无法核对。", "{first}: not checked, no figure in: {columns}"
    ),
    ("overlapping", ""): Sentence(
        "{first} {left} 应在 {low}（最大的一项）与 {high}（各项之和）之间",
        "{first}: {left}, to be between {low} (the largest part) and {high} (the sum of the parts)",
    ),
    ("disclosure_bounds", ""): Sentence(
        "{first} {left} 应在 {low}（最大渠道）与 {high}（各渠道之和）之间",
        "{first}: {left}, to be between {low} (the largest channel) and {high} (the sum of the channels)",
    ),
    ("at_most", ""): Sentence(
        "{first} {left} 不应多于 {second} {right}", "{first}: {left}, to be no more than {second}: {right}"
    ),
    ("published_vs_issued", ""): Sentence(
        "新公开的规范性文件 {left} 一般不多于制发的 {right}（补公开旧文件时可以）",
        "normative documents newly published: {left}, usually no more than issued: {right} (but for older ones)",
    ),
    ("not_below_prefecture", "has_none"): Sentence(
        "县级及以下机关没有这些事项，各项均为0", "a body of a county or below has none of these: all are 0"
    ),
    ("not_below_prefecture", "has_some"): Sentence(
        "县级及以下机关没有这些事项，却填有数值，请核实",
        "a body of a county or below has none of these, but the report counts some: please verify",
    ),
    ("regulation_power", "has_none"): Sentence(
        "县级及以下机关无权制定规章，各项均为0", "a body of a county or below can't make regulations: all are 0"
    ),
    ("regulation_power", "has_some"): Sentence(
        "县级及以下机关无权制定规章，却填有数值，请核实",
        "a body of a county or below can't make regulations, but the report counts some: please verify",
    ),
    ("year_consistency", "unknown"): Sentence("没有读到报告年度，无法核对。", "not checked, no year was read"),
    ("year_consistency", "title"): _TITLE_OF_OTHER_YEAR,
    ("year_consistency", "period"): _PERIOD_OF_OTHER_YEAR,
    ("year_consistency", "figure"): _FIGURE_OF_OTHER_YEAR,
    ("year_consistency", "lead"): _LEAD_OF_OTHER_YEAR,
    ("year_consistency", "published_before"): Sentence(
        "发布日期 {published} 早于报告年度 {left}", "published {published}, before the year of the report, {left}"
    ),
    ("year_consistency", "agree"): Sentence(
        "标题、统计期限与正文的年度一致：{left}", "title, period and text are of one year: {left}"
    ),
    ("deadline", "unknown"): Sentence(
        "没有发布日期或法律未规定该机关的期限，无法核对。",
        "not checked, the day of publication is not known or the law sets no day for the body",
    ),
    ("deadline", "before_end"): Sentence(
        "发布日期 {published} 在报告年度结束之前，日期可能有误，无法核对。",
        "not checked, the day of publication, {published}, is before the end of the year reported on",
    ),
    ("deadline", "in_time"): Sentence(
        "发布日期 {published}，法定期限 {limit}", "published {published}, due by {limit}"
    ),
    ("deadline", "late"): Sentence(
        "发布日期 {published}，法定期限 {limit}，已逾期", "published {published}, due by {limit}: {left} days late"
    ),
    ("completeness", "whole"): Sentence(
        "各部分与申请表各行齐全", "all parts and all rows of the request table are there"
    ),
    ("completeness", "lacking"): Sentence("{lacking}", "missing: {lacking}"),
}
"""What is no comparison of two sides: by the rule, or its kind in the forms, and the kind of what was found."""
LACKS_FIGURES = Sentence("{missing}没有数值，无法核对。", "not checked, no figure for: {missing}")
LACKS_PROOF = Sentence(
    "{solved}在图片上看不准，是由勾稽关系推定的，不能再用来核对。",
    "{solved}: hard to read in the picture and worked out of the others, so it can't be checked by them",
)

LACKS_ROWS = Sentence("申请表缺{rows}行", "{rows} rows of the request table")
"""What a report may lack besides the parts that its form names."""

LOOKS: Mapping[str, Sentence] = {
    "hidden": Sentence("隐藏的{figures}", "hidden {figures}"),
    "struck": Sentence("划掉的{figures}", "struck out {figures}"),
    "raised": Sentence("角标{figures}", "raised {figures}"),
    "watermark": Sentence("水印中的{figures}", "{figures} of a watermark"),
}
"""How a figure looks that is no part of the text; the first of them stand in `figures`."""
IN_ALL = Sentence("{first}等{count}个", "{first} and more, {count} in all")

ROW = Sentence("{row}", "“{row}”")
"""A row by what the form prints, which has no English name."""

TABLES: Mapping[str, Sentence] = {
    "disclosure": Sentence("主动公开政府信息情况", "the table of disclosure"),
    "request": Sentence("收到和处理政府信息公开申请情况", "the table of requests"),
    "litigation": Sentence("行政复议、行政诉讼", "the table of reviews and lawsuits"),
    "statistics": Sentence("统计表", "the table of statistics"),
}
"""Tables that were not read as a whole."""

CAUSES: Mapping[CauseCode, Sentence] = {
    "shifted": Sentence("各列可能整体错了一列", "all columns may be shifted by one"),
    "total_empty": Sentence(
        "总计为0而分项有数，总计可能没有填写", "the total is 0 while its parts are not: it may not have been filled in"
    ),
    "digit": Sentence("某个数字可能少了、多了或拆开了一位", "a figure may have lost, gained or split a digit"),
    "left_out": Sentence("总计可能没有计入其中的 {number}", "the total may leave out {number}"),
    "total_not_updated": Sentence("分项改动后总计可能没有更新", "a part may have been changed without its total"),
    "counted_differently": Sentence(
        "正文与表格口径不同，或其中一处没有更新", "text and table count differently, or one of them was not updated"
    ),
}
