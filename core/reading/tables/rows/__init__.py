"""Where the rows of a form stand in a document, whatever became of their labels."""
