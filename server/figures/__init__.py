"""Figures as tools show them: grids, the dictionary, tables, matching."""
