"""Answers in words, by language."""
