"""What people read of figures and findings: names, the check sheet, JSON."""
