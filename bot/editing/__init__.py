"""Corrections and amendments of stored reports, and the dialogues they take."""
