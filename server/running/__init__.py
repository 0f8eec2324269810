"""A running server: changes watched, logs, reading files."""
