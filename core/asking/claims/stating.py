"""Plain numbers: which figure and column each is said of; the number of all bodies of an area is that of their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from core.asking.claims import areas
from core.asking.claims.amounts import Amount
from core.asking.claims.judges import figures, totals
from core.asking.claims.phrases import Spoken
from core.asking.claims.question import Unjudged
from core.asking.claims.ruling import Ruling
from core.asking.claims.statements.values import Total
from core.asking.understood.request import AreaSum, Claim, Measure, Stated
from core.asking.understood.said import Said
from core.types import Applicant


def stated(spoken: Spoken, request: Stated) -> Ruling:
    """Whether the numbers said are those of the reports; each number and each figure named has to have its other."""
    if spoken.area is not None and spoken.area.of_many:
        if len(request.claims) != 1:
            raise Unjudged("mixed")
        claim = request.claims[0]
        return of_area(spoken, Total(Amount(claim.value, claim.unit, claim.last), ""))
    spoken.reject_area()
    said = spoken.question.understood.said
    numbers = [token for token in said.sentence.tokens if token.number is not None]
    claims = _of_columns(tuple(_settled(claim, said.subject.measures) for claim in request.claims), said)
    named = {claim.measure for claim in claims}
    if len(numbers) != len(claims) or not named.issuperset(said.subject.measures):
        raise Unjudged("mixed")
    return figures.stated_of_each(spoken.question, replace(request, claims=claims))


def of_area(spoken: Spoken, statement: Total) -> Ruling:
    """全市各县发生行政诉讼12件: of all of them together."""
    if spoken.area is None:
        raise Unjudged("whose")
    question = spoken.question
    if spoken.names_body:
        raise Unjudged("mixed")
    subject = replace(question.subject, targets=())
    return totals.total(question.of(AreaSum(subject, areas.settled(spoken.area, spoken.body))), statement)


def _of_columns(claims: tuple[Claim, ...], said: Said) -> tuple[Claim, ...]:
    """3件来自企业: the applicant named behind the number; not judged where it is not plain whose number it is."""
    named = {value for token in said.sentence.tokens for value in token.values("applicant")[:1]}
    left = named - {claim.applicant for claim in claims}
    if len(claims) == 1 and len(named) == 1 and left:
        return (replace(claims[0], applicant=cast(Applicant, left.pop())),)
    if left:
        raise Unjudged("mixed")
    return claims


def _settled(claim: Claim, measures: Sequence[Measure]) -> Claim:
    """The figure that a number is said of, of several that the words fit the one of the subject spoken of."""
    codes = claim.measure.codes if claim.measure else ()
    one = next((measure for measure in measures if len(codes) > 1 and set(measure.codes) < set(codes)), None)
    return replace(claim, measure=one) if one else claim
