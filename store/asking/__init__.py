"""What is asked of the store: reports, figures, passages."""
