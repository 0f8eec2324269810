"""Web pages: markup, saved pages, encodings."""
