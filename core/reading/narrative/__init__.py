"""Sentences to facts: what the prose of a report says of the indicators."""

from core.reading.narrative.read import read_narrative

__all__ = ["read_narrative"]
