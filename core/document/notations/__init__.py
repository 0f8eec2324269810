"""Texts in the notation of a wiki, a typesetter or a programming language, whose tables are told in it."""
