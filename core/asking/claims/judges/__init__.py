"""Statements judged, a module a kind: each takes the question that the words around a statement make."""
