"""HTTP: access, limits, sessions, metrics, settings."""
