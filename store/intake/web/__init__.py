"""Reports from their addresses: what may be fetched, how, and which pages of a site are reports."""
