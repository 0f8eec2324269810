"""The command `gongkai`: the group of all commands."""

from __future__ import annotations

import click

from cli.ask import ask
from cli.backup import backup, restore
from cli.bot import bot
from cli.check import check
from cli.collect import collect
from cli.completion import completion
from cli.doctor import doctor
from cli.explain import explain
from cli.export import export
from cli.failures import Commands
from cli.ingest import ingest
from cli.judge import judge
from cli.parse import parse
from cli.reread import reread
from cli.serve import serve
from cli.settle import settle
from cli.unread import unread
from cli.web import web


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="gongkai", prog_name="gongkai", message="%(prog)s %(version)s")
def main() -> None:
    """Read Chinese government information disclosure reports (政府信息公开工作年度报告) and answer questions
    about their figures, with sources.

    \b
    gongkai ingest reports/                 store what a folder holds
    gongkai ask "泰顺2018年收到多少申请"      ask about it
    gongkai check report.pdf                what does not add up in a report
    """


for _command in (parse, explain, ingest, collect, reread, ask, check, judge, unread, settle, export, bot, serve, web):
    main.add_command(_command)
for _command in (backup, restore, doctor, completion):
    main.add_command(_command)
