"""What the desk may do beyond single moves."""
