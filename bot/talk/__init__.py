"""Questions, answers, follow-ups, charts and inline queries."""
