"""What stands behind the label of a row: its numbers as written, and the columns they belong to."""
