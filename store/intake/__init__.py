"""Files, folders and archives on their way into the store."""
