"""A request against what is stored: bodies, years, reports, values."""
