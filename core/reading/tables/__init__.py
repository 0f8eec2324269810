"""Tables that may no longer be tables, aligned to the official forms."""
