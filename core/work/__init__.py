"""Worker processes with limits on time, memory and output."""
