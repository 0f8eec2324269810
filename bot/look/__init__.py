"""How answers and sheets look: texts, keyboards, pages."""
