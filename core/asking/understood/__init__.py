"""Words to a request: what is asked, of whom, when."""
