"""One file an operation: what the figures found come to, as values. No sentences."""
