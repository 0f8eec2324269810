"""The gazetteer and how it is built."""
