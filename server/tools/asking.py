"""The tool that answers a question in words."""

# Without `from __future__ import annotations`: the SDK could not look up the local function that `Resolve` names.
from typing import Annotated, Any, Literal

from mcp.server.elicitation import AcceptedElicitation, ElicitationResult
from mcp.server.mcpserver import Context as Call
from mcp.server.mcpserver import Elicit, Resolve
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import BaseModel, Field, create_model

from server.running.pool import Pool
from server.running.worker import Reply
from server.shapes.results import AnswerObject
from server.tools.arguments import Detail, Language
from server.tools.building import can_ask_back, read_only_tool, result
from server.work.asking import answered

LONGEST = 2_000
"""Characters of the longest question; whole texts are for verify_claims."""

Question = Annotated[
    str,
    Field(
        description="One question, in Chinese or English.",
        min_length=1,
        max_length=LONGEST,
        examples=["泰顺2018年收到多少依申请公开申请？"],
    ),
]
EarlierQuestions = Annotated[
    list[Annotated[str, Field(max_length=LONGEST)]],
    Field(description="Oldest first.", max_length=10),
]


class Meant(BaseModel):
    """What a person picks where a question is ambiguous."""

    choice: str


def ask_tool(pool: Pool) -> Tool:
    async def choose(
        question: str, language: Language, earlier_questions: list[str], detail: bool, ctx: Call[Any, Any]
    ) -> Reply | Elicit[Meant]:
        """The answer; a question back where it is ambiguous and the client can put it to the person."""
        done = await pool.run(answered, question, language, earlier_questions, detail)
        labels = tuple(dict.fromkeys(choice["label"] for choice in done.value["choices"]))
        if done.value["status"] != "ambiguous" or len(labels) < 2 or not can_ask_back(ctx):
            return done
        one_of_them: Any = Literal[labels]
        return Elicit(done.value["text"], create_model("Meant", __base__=Meant, choice=(one_of_them, ...)))

    async def ask(
        found: Annotated[ElicitationResult[Meant], Resolve(choose)],
        question: Question,
        language: Language = None,
        earlier_questions: EarlierQuestions = [],  # noqa: B006 - never changed; None would blur the schema
        detail: Detail = False,
    ) -> Annotated[CallToolResult, AnswerObject]:
        """Answer one question about figures of Chinese government information disclosure reports, with the source.

        Start here. `status` tells why there is no figure: `not_reported` (the report gives none), `no_report` (nothing
        stored for that body and year), `ambiguous` (ask one of `choices`), `not_understood`. Missing is never 0.
        """
        picked: Any = found.data if isinstance(found, AcceptedElicitation) else None
        if isinstance(picked, Reply):
            return result(picked, untrusted=True)
        done = await pool.run(answered, question, language, earlier_questions, detail)
        meant = [one["question"] for one in done.value["choices"] if picked and one["label"] == picked.choice]
        if meant:
            done = await pool.run(answered, meant[0], language, earlier_questions, detail)
        return result(done, untrusted=True)

    return read_only_tool(ask, title="提问 · Ask a question")
