"""Divisions and their history, kinds of bodies, and names found in a text."""
