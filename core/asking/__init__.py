"""From a question in words to an answer out of what is stored: read, resolved, looked up or worked out, worded."""
