"""What the bot itself says, in Chinese and English. Answers and sheets are worded by core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.types import Language
from store.desk.records import Role


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `{}` fields are named where a text is used."""

    help_title: str
    help_ask: str
    help_file: str
    help_examples: str
    help_empty: str
    help_group: str
    ask_what: str
    only_text_and_files: str
    too_fast: str
    expired: str
    unexpected: str
    source_button: str
    rank_button: str
    basis_button: str
    source_page: str
    source_in_text: str
    source_in_table: str
    framed: str
    corrected: str
    basis_unit: str
    basis_forms: str
    basis_note: str
    basis_form: str
    language: Language
    table_place: str
    table_year: str
    table_body: str
    table_item: str
    table_value: str
    table_share: str
    table_before: str
    table_now: str
    tables_hint: str
    tables_text: str
    tables_automatic: str
    tables_now_text: str
    tables_now_automatic: str
    tables_as_text: str
    tables_as_tables: str
    settings_title: str
    holdings_title: str
    holdings_more: str
    holdings_none: str
    file_received: str
    file_queued: str
    file_reading: str
    file_too_large: str
    file_empty: str
    file_lost: str
    again_button: str
    batch_title: str
    batch_done: str
    batch_more: str
    came_first: str
    came_before: str
    kept_as_poorer: str
    sheet_button: str
    original_button: str
    versions_button: str
    received: str
    received_none: str
    versions_title: str
    version: str
    version_undated: str
    version_answers: str
    export_button: str
    trend_button: str
    answer_export_button: str
    trend_gaps: str
    trend_corrected: str
    trend_inferred: str
    trend_forms: str
    trend_source: str
    trend_short: str
    confirm_button: str
    reject_button: str
    body_button: str
    year_button: str
    value_button: str
    the_body: str
    the_year: str
    back_button: str
    forth_button: str
    whole_report: str
    what_to_reject: str
    which_figure: str
    which_column: str
    tell_value: str
    tell_year: str
    tell_body: str
    tell_reason: str
    not_so: str
    no_such_body: str
    no_such_year: str
    cancelled: str
    nothing_to_cancel: str
    draft_title: str
    draft_reason: str
    yes_button: str
    no_button: str
    undo_button: str
    undone: str
    changed_since: str
    not_your_draft: str
    reject_report: str
    reject_finding: str
    confirm_report: str
    finding_gone: str
    finding_no_more: str
    checks_same: str
    checks_then: str
    check_new: str
    check_gone: str
    answer_then: str
    value_negative: str
    value_not_whole: str
    value_too_large: str
    reason_missing: str
    which_figure_said: str
    amend_how: str
    hint_value: str
    hint_year: str
    hint_body: str
    hint_reason: str
    changed: str
    decided: str
    keep_button: str
    prefer_button: str
    kept: str
    no_such_command: str
    addresses: Mapping[str, str]
    role_told: str
    your_id: str
    reports_how: str
    reports_none: str
    reports_found: str
    own_sheet_button: str
    inline_sheet: str
    open_sheet_button: str
    trouble: str
    unread_button: str
    unread_none: str
    which_unread: str
    tell_settled: str
    hint_settled: str
    settle_figure: str
    can_not_be: str
    pasted: str
    pasted_button: str
    follow_how: str
    follow_none: str
    follow_which: str
    follow_place: str
    followed: str
    following: str
    follow_button: str
    unfollow_button: str
    unfollowed: str
    digest_title: str
    digest_new: str
    digest_late: str
    digest_missing: str
    digest_due: str
    editors_only: str
    administrators_only: str
    request_sent: str
    request_of: str
    role_set: str
    role_taken: str
    role_heard: str
    role_fixed: str
    let_in: str
    allow_how: str
    pick_button: str
    picked: str
    which_role: str
    no_role: str
    revoke_how: str
    nobody_known: str
    status: str
    status_isolated: str
    status_partly_isolated: str
    status_not_isolated: str
    status_errors: str
    status_no_errors: str
    file_at_page: str
    role_names: dict[Role, str]
    commands: tuple[tuple[str, str], ...]
    administrator_commands: tuple[tuple[str, str], ...]


CHINESE = Words(
    help_title="政府信息公开年报助手",
    help_ask="直接用一句话提问，按下面的例子试试。",
    help_file="把年度报告文件发给我，我会读出数字、核对勾稽关系、存入库中，并告诉您哪里不对。",
    help_examples="每个答案都注明出自哪份报告、原文怎么写；报告没写的，我会说没有。",
    help_empty="库里还没有报告，请先发一份给我。",
    help_group="在群里请 @{username}、回复我的消息，或用 /ask 加问题。",
    ask_what="请在 /ask 后面写上问题，例如：/ask {example}",
    only_text_and_files="我只看得懂文字、报告文件和照片。发送 /help 看用法。",
    too_fast="问得太快了，请 {seconds} 秒后再试。",
    expired="这条消息太旧了，请把问题再发一遍。",
    unexpected="出了意外，没能完成。请把编号 {reference} 告诉管理员。",
    source_button="来源",
    rank_button="同级排名",
    basis_button="口径",
    source_page="第{page}页",
    source_in_text="正文",
    source_in_table="表格",
    framed="红框处是原件上的这个数字。",
    corrected="{person} 于 {date} 更正：{old} → {new}。",
    basis_unit="单位：{unit}",
    basis_forms="官方表格中的名称：",
    basis_note="注意：{note}",
    basis_form="{years}年表：{label}",
    language="zh",
    table_place="名次",
    table_year="年份",
    table_body="单位",
    table_item="项目",
    table_value="数值",
    table_share="占比",
    table_before="原来",
    table_now="现在",
    tables_hint="上面是一张表格。看不到它，请按“改用文字”。",
    tables_text="改用文字",
    tables_automatic="用表格",
    tables_now_text="好，这里以后都用文字。发送 /settings 可以改回表格。",
    tables_now_automatic="好，这里以后用表格；Telegram 版本太旧、看不到表格的，请改用文字。",
    tables_as_text="用文字",
    tables_as_tables="用表格（机器人服务器不支持时用文字）",
    settings_title="设置\n这个聊天里，几个数字并列时：{now}。",
    holdings_title="库里有 {reports} 份报告，{organizations} 个单位",
    holdings_more="……另有 {count} 个单位",
    holdings_none="库里还没有报告。",
    file_received="已收到 {name}，等待处理……",
    file_queued="等待处理",
    file_reading="正在读取和核对 {name}……",
    file_too_large="{name} 超过 {size} MB，机器人取不到，请压缩或拆分后再发。",
    file_empty="{name} 是空文件。",
    file_lost="没能从 Telegram 取到 {name}，请按“再试”，或再发一次。",
    again_button="再试",
    batch_title="共 {total} 个文件，已处理 {done} 个",
    batch_more="……另有 {count} 个文件",
    batch_done="{total} 个文件处理完毕：存入 {stored} 份，已有 {same} 份，未能读取 {failed} 份",
    came_first="这个聊天里第一次发来是在这里。",
    came_before="（以前收过）",
    kept_as_poorer="（数字比库里的版本少，仍用库里的版本回答）",
    sheet_button="核对 {number}",
    original_button="原文",
    versions_button="各版本（{count}）",
    received="最近{days}天收到的年报，后到的在前：",
    received_none="最近{days}天没有收到年报。",
    versions_title="{report} 的各版本，新的在前：",
    version="{number}. {date} {name}",
    version_undated="收到于 {date}",
    version_answers="（用来回答）",
    export_button="导出Excel",
    trend_button="趋势",
    answer_export_button="导出",
    trend_gaps="没有圆点的年份没有读出数字。",
    trend_corrected="*经人工更正。",
    trend_inferred="空心圆点是推定的。",
    trend_forms="虚线处换了表格，前后口径可能不同。",
    trend_source="来源：{count} 份报告。",
    trend_short="能画的年份不到两个。",
    confirm_button="确认",
    reject_button="驳回",
    body_button="改机构",
    year_button="改年份",
    value_button="改数值",
    the_body="机构",
    the_year="年份",
    back_button="◀ 前面",
    forth_button="后面 ▶",
    whole_report="整份报告（不再用来回答）",
    what_to_reject="驳回什么？",
    which_figure="改哪个数字？",
    which_column="改哪一列？",
    tell_value="{label} 现为 {old}。请回复这条消息：“新数值 理由”，例如：18 原文第3页写的是18。报告里没有这个数，就写“无 理由”。",
    tell_year="年份现为 {old}。请回复这条消息：“年份 理由”，例如：2018 标题写错了。",
    tell_body="机构现为 {old}。请回复这条消息：“机构全称 理由”，例如：泰顺县人民政府 落款如此。",
    tell_reason="请回复这条消息，写驳回“{what}”的理由。",
    not_so="没看懂，什么也没改。请照上面的例子，回复这条消息。",
    no_such_body="认不出“{name}”是哪个机构，请写带地名的全称。",
    no_such_year="{year} 不可能是年报的年份。",
    cancelled="好，什么也没改。",
    nothing_to_cancel="没有正在改的东西。",
    draft_title="请核对，按“确定”才写入：",
    draft_reason="理由：{reason}",
    yes_button="确定",
    no_button="取消",
    undo_button="撤销",
    undone="已撤销：{what}",
    changed_since="这份报告后来又改过，这一步不再适用。",
    not_your_draft="这是别人要改的，请由他来确定。",
    reject_report="驳回整份报告：{report}",
    reject_finding="驳回疑点：{finding}",
    confirm_report="确认：{report}",
    finding_gone="这一处疑点已经不在了（报告改过或重读过），请重新按“驳回”。",
    finding_no_more="以后核对单不再列这一处。",
    checks_same="核对结果不变：{failed} 项不符。",
    checks_then="核对结果：不符 {before} 项 → {after} 项",
    check_new="✗ 新增不符：{check}",
    check_gone="✓ 不再不符：{check}",
    answer_then="那时问“{question}”，回答是：{answer}",
    value_negative="{value} 是负数，报告里不会有，没有改。请重新回复。",
    value_not_whole="{value} 不是整数，而这一项以“{unit}”计，没有改。请重新回复。",
    value_too_large="这个数太大了，不可能是年报里的数，没有改。请重新回复。",
    reason_missing="收到 {told}。请再写一句理由（例如：原文第3页）。",
    which_figure_said="没认出是哪一项数字。请写出名称，例如“网络申请数改成10，漏计一件”，或按核对单下面的“改数值”来选。",
    amend_how="要更正，请回复（长按）那条答案或核对单：应该是18，漏计一件；或写明是哪一项：网络申请数改成10，漏计一件。",
    hint_value="新数值 理由",
    hint_year="年份 理由",
    hint_body="机构全称 理由",
    hint_reason="理由",
    changed="已更正：{what}{reason}",
    decided="{person} 已{what}{reason}",
    keep_button="用原来的（{count}个数字）",
    prefer_button="用新的（{count}个数字）",
    kept="好，仍用原来的版本回答。",
    no_such_command="没有 {command} 这个命令。发送 /help 看用法。",
    addresses={
        "not_had": "打不开 {address}。请确认它是公开的网址，或者在浏览器里把网页存成文件（或打印成 PDF）发给我。",
        "gone": "{address} 已经没有这个网页了。",
        "is_a_list": "{address} 是一个列出多份年报的栏目页。请发其中一份的网址。",
    },
    role_told="您的权限改为：{role}。",
    your_id="您的编号：{account}，本聊天的编号：{chat}",
    reports_how="找某一份：/reports 泰顺 2018",
    reports_none="没有找到“{words}”的报告。",
    reports_found="找到 {count} 份，点开看核对单：",
    own_sheet_button="核对单",
    inline_sheet="{report} 年报",
    open_sheet_button="打开核对单",
    trouble="出了意外（{kind}，编号 {reference}），日志里搜这个编号有全部细节。",
    unread_button="没读准的数字（{count}）",
    unread_none="这份报告没有没读准的数字了。",
    which_unread="这些数字没能读准，点一个说明它是哪一项：",
    tell_settled="“{quote}”里的 {value} 是哪一项？请回复这条消息：“名称 理由”，例如：网络申请数 原文如此。",
    hint_settled="名称 理由",
    settle_figure="{label} 是 {value}",
    can_not_be="不能是这一项，没有改：{reason}",
    pasted="这段文字是 {report} 年报，读出 {count} 个数字，库里还没有。要存入吗？",
    pasted_button="当作年报存入",
    follow_how="关注单位或地方：/follow 泰顺县（一个地方的各单位）、/follow 永嘉县教育局。有了新年报、到期没有年报、勾稽关系不符，每天汇总一条，没有就不发。",
    follow_none="没有找到叫“{words}”的单位或地方，请写全称。",
    follow_which="关注哪一个？",
    follow_place="{place}（所属各单位）",
    followed="已关注：{what}。有新情况每天汇总一条。",
    following="关注着：",
    follow_button="关注",
    unfollow_button="取消 {what}",
    unfollowed="不再关注：{what}",
    digest_title="关注的单位有新情况",
    digest_new="新收到 {count} 份年报：",
    digest_late="，迟于规定 {days} 天公布",
    digest_missing="到期还没有年报的 {count} 家：",
    digest_due="{body} {year}（应于 {limit} 前公布）",
    editors_only="您可以提问；收报告和更正要请管理员给您“编辑”权限。",
    administrators_only="这个命令只有管理员能用。",
    request_sent="您还不能用这个机器人。已请管理员批准，批准后会告诉您。",
    request_of="{name}（{account}）想用机器人。给什么权限？",
    role_set="已给 {party} 权限：{role}{heard}",
    role_heard="，并已通知本人",
    role_taken="已停用 {party}",
    role_fixed="{party} 是设置（GONGKAI_ADMINISTRATOR_IDS）里写的管理员，在这里改不了。",
    let_in="管理员已批准，您现在是{role}。发送 /help 看用法。",
    allow_how="用法：/allow 编号 读者|编辑|管理员，或回复那个人的消息发 /allow 编辑",
    pick_button="从联系人里选人",
    picked="选了 {count} 人，请一个一个给权限。",
    which_role="{party} 现在：{role}。给什么权限？",
    no_role="没有权限",
    revoke_how="用法：/revoke 编号，或回复那个人的消息发 /revoke",
    nobody_known="还没有给过谁权限。",
    status="版本 {version}（解析 {parser}），已运行 {uptime}\n报告 {reports} 份，单位 {organizations} 个\n待读文件 {waiting} 个",
    status_isolated="读文件的进程：隔离（没有网络，只见自身程序，不能启动别的程序）",
    status_partly_isolated="读文件的进程：只隔离了一部分，系统不支持其余",
    status_not_isolated="读文件的进程：没有隔离",
    status_errors="最近的意外",
    status_no_errors="没有意外",
    file_at_page="正在读取 {name} 第 {page}/{pages} 页……",
    role_names={
        "reader": "读者",
        "editor": "编辑",
        "administrator": "管理员",
        "asking": "等待批准",
        "nobody": "已停用",
    },
    commands=(
        ("help", "怎么用"),
        ("ask", "提问（在群里用）"),
        ("reports", "库里有哪些报告，或找某一份"),
        ("follow", "关注单位或地方，每天汇总一条"),
        ("settings", "设置：用表格还是文字"),
        ("cancel", "不改了"),
        ("id", "我的编号"),
    ),
    administrator_commands=(
        ("status", "机器人的情况"),
        ("people", "谁可以用"),
        ("allow", "给人权限：编号 读者|编辑|管理员"),
        ("revoke", "收回权限：编号"),
    ),
)

ENGLISH = Words(
    help_title="Disclosure report assistant",
    help_ask="Just ask in a sentence: the buttons below are examples.",
    help_file="Send me an annual report file: I read its figures, check that they add up, store it and tell you what is wrong.",
    help_examples="Every answer names the report and its own words; what a report does not say, I do not say either.",
    help_empty="There is no report yet. Send me one first.",
    help_group="In a group, mention @{username}, reply to one of my messages, or write /ask and your question.",
    ask_what="Write your question after /ask, for example: /ask {example}",
    only_text_and_files="I only understand text and report files. Send /help to see how it works.",
    too_fast="That was too fast, please try again in {seconds} s.",
    expired="That message is too old, please ask again.",
    unexpected="Something unexpected went wrong. Please tell the administrator this reference: {reference}",
    source_button="Source",
    rank_button="Rank among peers",
    basis_button="Definition",
    source_page="page {page}",
    source_in_text="text",
    source_in_table="table",
    framed="Framed: the figure as it stands in the file.",
    corrected="Corrected by {person} on {date}: {old} → {new}. ",
    basis_unit="Unit: {unit}",
    basis_forms="Name in the official forms:",
    basis_note="Note: {note}",
    basis_form="{years}: {label}",
    language="en",
    table_place="Place",
    table_year="Year",
    table_body="Body",
    table_item="Figure",
    table_value="Value",
    table_share="Share",
    table_before="Before",
    table_now="Now",
    tables_hint="Above stands a table. If you can't see it, press “Use text”.",
    tables_text="Use text",
    tables_automatic="Use tables",
    tables_now_text="From here on this chat has text. Send /settings to go back to tables.",
    tables_now_automatic="From here on this chat has tables; where Telegram is too old to show them, use text.",
    tables_as_text="text",
    tables_as_tables="tables (text where the bot's server knows none)",
    settings_title="Settings\nSeveral figures side by side in this chat: {now}.",
    holdings_title="{reports} reports of {organizations} bodies",
    holdings_more="… and {count} more bodies",
    holdings_none="There is no report yet.",
    file_received="Received {name}, waiting…",
    file_queued="waiting",
    file_reading="Reading and checking {name}…",
    file_too_large="{name} is over {size} MB, which a bot can't fetch. Please compress or split it.",
    file_empty="{name} is empty.",
    file_lost="I could not fetch {name} from Telegram: press “Try again”, or send it again.",
    again_button="Try again",
    batch_title="{total} files, {done} done",
    batch_more="… and {count} more files",
    batch_done="{total} files done: {stored} stored, {same} known already, {failed} could not be read",
    came_first="In this chat it came here first.",
    came_before=" (known already)",
    kept_as_poorer=" (fewer figures than the version I have, which goes on answering)",
    sheet_button="Sheet {number}",
    original_button="Original file",
    versions_button="Versions ({count})",
    received="Came in during the last {days} days, the last first:",
    received_none="No report came in during the last {days} days.",
    versions_title="Versions of {report}, the newest first:",
    version="{number}. {date} {name}",
    version_undated="received {date}",
    version_answers="(answers)",
    export_button="Export to Excel",
    trend_button="Trend",
    answer_export_button="Export",
    trend_gaps="No dot: no figure was read for that year. ",
    trend_corrected="* corrected by a person. ",
    trend_inferred="A hollow dot is worked out. ",
    trend_forms="At a dotted line the form changes: figures may count otherwise. ",
    trend_source="Source: {count} reports.",
    trend_short="There are fewer than two years to draw.",
    confirm_button="Confirm",
    reject_button="Reject",
    body_button="Body",
    year_button="Year",
    value_button="Figure",
    the_body="body",
    the_year="year",
    back_button="◀ Back",
    forth_button="More ▶",
    whole_report="The whole report (it answers no more)",
    what_to_reject="What is to be rejected?",
    which_figure="Which figure is wrong?",
    which_column="Which column?",
    tell_value="{label} is {old} now. Reply to this message with the right figure and the reason, for example: 18 page 3 says so. If the report has no such figure, write: none and the reason.",
    tell_year="The year is {old} now. Reply to this message with the year and the reason, for example: 2018 the title is wrong.",
    tell_body="The body is {old} now. Reply to this message with its full Chinese name and the reason, for example: 泰顺县人民政府 as signed.",
    tell_reason="Reply to this message with the reason to reject: {what}.",
    not_so="I did not understand that and changed nothing: reply to this message as in the example.",
    no_such_body="I can't tell which body “{name}” is: write its full name with the place.",
    no_such_year="{year} can't be the year of a report.",
    cancelled="Fine, nothing was changed.",
    nothing_to_cancel="There is nothing to cancel.",
    draft_title="Please check. Nothing is written until you press OK:",
    draft_reason="Reason: {reason}",
    yes_button="OK",
    no_button="Cancel",
    undo_button="Undo",
    undone="Taken back: {what}",
    changed_since="The report was changed since: this does not apply any more.",
    not_your_draft="Somebody else is to decide this.",
    reject_report="Reject the whole report: {report}",
    reject_finding="Reject the finding: {finding}",
    confirm_report="Confirm: {report}",
    finding_gone="That finding is no more (the report was changed or read again): press “Reject” anew.",
    finding_no_more="The check sheet will not list it any more.",
    checks_same="The checks stay as they are: {failed} failed.",
    checks_then="Checks failed: {before} → {after}",
    check_new="✗ fails now: {check}",
    check_gone="✓ holds now: {check}",
    answer_then="Asked then “{question}”, the answer is: {answer}",
    value_negative="{value} is negative, which no report tells. Nothing was changed: please reply again.",
    value_not_whole="{value} is no whole number, but this is counted in {unit}. Nothing was changed: please reply again.",
    value_too_large="That number is too large for a report. Nothing was changed: please reply again.",
    reason_missing="Got {told}. Please reply with the reason, too (for example: page 3 says so).",
    which_figure_said="I can't tell which figure that is. Name it, or choose it with “Figure” under the check sheet.",
    amend_how="To correct a figure, reply to the answer or the check sheet: 应该是18，漏计一件.",
    hint_value="figure and reason",
    hint_year="year and reason",
    hint_body="full name and reason",
    hint_reason="the reason",
    changed="Corrected: {what}{reason}",
    decided="{person}: {what}{reason}",
    keep_button="Keep the old one ({count} figures)",
    prefer_button="Use the new one ({count} figures)",
    kept="Fine, the old version goes on answering.",
    no_such_command="There is no command {command}. Send /help to see how it works.",
    addresses={
        "not_had": "{address} can't be opened. Is it a public address? Else save the page as a file (or print it to PDF) in your browser and send me that.",
        "gone": "There is no page {address} any more.",
        "is_a_list": "{address} lists several reports. Please send the address of one of them.",
    },
    role_told="Your role is now: {role}.",
    your_id="Your id: {account}; this chat's id: {chat}",
    reports_how="To find one: /reports 泰顺 2018",
    reports_none="I found no report of “{words}”.",
    reports_found="{count} found. Press one for its check sheet:",
    own_sheet_button="Sheet",
    inline_sheet="Report: {report}",
    open_sheet_button="Open the check sheet",
    trouble="Something unexpected went wrong ({kind}, reference {reference}): the log has all of it.",
    unread_button="Unread numbers ({count})",
    unread_none="No number of this report is left unread.",
    which_unread="These numbers could not be read for sure. Press one to say which figure it is:",
    tell_settled="Which figure is {value} in “{quote}”? Reply to this message with its name and the reason, for example: 网络申请数 as written.",
    hint_settled="name and reason",
    settle_figure="{label} is {value}",
    can_not_be="It can't be that figure, nothing was changed: {reason}",
    pasted="This text is the report of {report} with {count} figures, which is not stored. Store it?",
    pasted_button="Store it as a report",
    follow_how="Follow a body or place: /follow 泰顺县 (all bodies of a place), /follow 永嘉县教育局. New reports, reports that are overdue and figures that do not add up are told in one message a day, if there are any.",
    follow_none="I found no body or place called “{words}”: write its full Chinese name.",
    follow_which="Which one?",
    follow_place="{place} (all its bodies)",
    followed="You follow {what} now: what is new is told in one message a day.",
    following="You follow:",
    follow_button="Follow",
    unfollow_button="Leave {what}",
    unfollowed="You follow {what} no more",
    digest_title="New of the bodies you follow",
    digest_new="Reports that came in ({count}):",
    digest_late=", published {days} days late",
    digest_missing="Reports that are overdue ({count}):",
    digest_due="{body} {year} (due by {limit})",
    editors_only="You may ask; to store or correct reports, an administrator must make you an editor.",
    administrators_only="Only administrators may do this.",
    request_sent="You may not use this bot yet. I asked an administrator and will tell you.",
    request_of="{name} ({account}) would like to use the bot. What may they do?",
    role_set="{party}: {role}{heard}",
    role_heard=", and they were told",
    role_taken="{party} may use the bot no more",
    role_fixed="{party} is an administrator by the setting GONGKAI_ADMINISTRATOR_IDS, which can't be changed here.",
    let_in="An administrator let you in: you are {role} now. Send /help to see how it works.",
    allow_how="Usage: /allow ID reader|editor|administrator, or reply to a message of the person with /allow editor",
    pick_button="Pick people",
    picked="{count} picked: say what each may do.",
    which_role="{party} is: {role}. What may they do?",
    no_role="nothing",
    revoke_how="Usage: /revoke ID, or reply to a message of the person with /revoke",
    nobody_known="Nobody was given a role yet.",
    status="Version {version} (parser {parser}), up for {uptime}\n{reports} reports of {organizations} bodies\n{waiting} files waiting to be read",
    status_isolated="Reading processes: isolated (no network, no file but the program, no other program)",
    status_partly_isolated="Reading processes: isolated in part, as this system can't do the rest",
    status_not_isolated="Reading processes: not isolated",
    status_errors="Last unexpected errors",
    status_no_errors="No unexpected errors",
    file_at_page="Reading {name}, page {page}/{pages}…",
    role_names={
        "reader": "reader",
        "editor": "editor",
        "administrator": "administrator",
        "asking": "waiting",
        "nobody": "turned away",
    },
    commands=(
        ("help", "How it works"),
        ("ask", "Ask (in groups)"),
        ("reports", "Which reports there are, or find one"),
        ("follow", "Follow a body or place: one digest a day"),
        ("settings", "Settings: tables or text"),
        ("cancel", "Change nothing after all"),
        ("id", "My id"),
    ),
    administrator_commands=(
        ("status", "How the bot is doing"),
        ("people", "Who may use it"),
        ("allow", "Let someone in: ID reader|editor|administrator"),
        ("revoke", "Turn someone away: ID"),
    ),
)


def words_of(language: Language) -> Words:
    return CHINESE if language == "zh" else ENGLISH


def language_of(code: str | None) -> Language:
    """A Telegram language code ("zh-hans", "en-GB", None) as one of ours; unknown people are taken for Chinese."""
    return "zh" if code is None or code.lower().startswith("zh") else "en"
