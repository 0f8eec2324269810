"""The shapes of arguments and results."""
