"""A question as written: its words and their meanings."""
