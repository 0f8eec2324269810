"""Files people send: single reports, batches, archives."""
