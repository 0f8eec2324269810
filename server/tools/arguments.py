"""Arguments that several tools take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from server.shapes.results import MOST_ID

OrganizationIds = Annotated[
    list[Annotated[int, Field(ge=1, le=MOST_ID)]],
    Field(description="Ids; empty means all.", max_length=1_000),
]
Years = Annotated[
    list[Annotated[int, Field(ge=2000, le=2100)]],
    Field(description="Empty means all.", max_length=100),
]
IndicatorCodes = Annotated[
    list[Annotated[str, Field(max_length=100)]],
    Field(description="Codes from find_indicators.", min_length=1, max_length=130, examples=[["requests.received"]]),
]
Families = Annotated[
    list[Annotated[str, Field(max_length=100)]],
    Field(description="Only these codes and their parts.", max_length=130),
]
ReportNumber = Annotated[int, Field(description="`report` of other results.", ge=1, le=MOST_ID)]
Offset = Annotated[int, Field(description="`next_offset`.", ge=0, le=1_000_000)]
Detail = Annotated[bool, Field(description="Quotes and operands too.")]
Column = Annotated[
    Literal["total", "natural_person", "business", "research", "public_welfare", "legal_services", "other"],
    BeforeValidator(lambda given: "total" if given is None else given),
]
"""The total is null in results, and may be given back as that."""
ReportPart = Literal["facts", "quotes", "checks", "issues"]
StoredPart = Literal["facts", "quotes", "checks", "issues", "text", "picture"]
Language = Annotated[Literal["zh", "en"] | None, Field(description="Of the answer.")]
