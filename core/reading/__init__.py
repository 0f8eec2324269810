"""A document to a report: identity, tables, narrative, checks, doubts."""
