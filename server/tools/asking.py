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
    asking_back = _asking_back(pool)

    async def ask(
        question: Question,
        ctx: Call[Any, Any],
        language: Language = None,
        earlier_questions: EarlierQuestions = [],  # noqa: B006 - never changed; None would blur the schema
        detail: Detail = False,
    ) -> Annotated[CallToolResult, AnswerObject]:
        """Answer one question about figures of Chinese government information disclosure reports, with the source.

        Start here. `status` tells why there is no figure: `not_reported` (the report gives none), `no_report` (none
        stored of that body and year; `choices` are others), `ambiguous` (ask one of `choices`), `not_understood`.
        Missing is never 0.
        """
        done = await pool.run(answered, question, language, earlier_questions, detail)
        choices = _choices(done.value) if done.value["status"] == "ambiguous" else {}
        if len(choices) < 2 or not can_ask_back(ctx):
            return result(done, untrusted=True)
        asked = {"question": question, "text": done.value["text"], "choices": choices}
        rest = {"language": language, "earlier_questions": earlier_questions, "detail": detail}
        back: CallToolResult = await asking_back.run(asked | rest, ctx)
        return back

    return read_only_tool(ask, title="提问 · Ask a question")


def _asking_back(pool: Pool) -> Tool:
    """What goes on where a question is ambiguous and the client can put it to the person.

    No tool of its own to clients; apart, as what every other answer passes through costs as much as the answer.
    """

    async def choose(text: str, choices: dict[str, str]) -> Elicit[Meant]:
        one_of_them: Any = Literal[tuple(choices)]
        return Elicit(text, create_model("Meant", __base__=Meant, choice=(one_of_them, ...)))

    async def ask(
        found: Annotated[ElicitationResult[Meant], Resolve(choose)],
        question: str,
        text: str,
        choices: dict[str, str],
        language: Language,
        earlier_questions: list[str],
        detail: bool,
    ) -> CallToolResult:
        meant = choices[found.data.choice] if isinstance(found, AcceptedElicitation) else question
        return result(await pool.run(answered, meant, language, earlier_questions, detail), untrusted=True)

    return Tool.from_function(ask)


def _choices(answer: dict[str, Any]) -> dict[str, str]:
    """What there is to choose from, each with the question that it stands for."""
    questions: dict[str, str] = {}
    for choice in answer["choices"]:
        questions.setdefault(choice["label"], choice["question"])
    return questions
