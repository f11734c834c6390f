"""What the desk of the secretariat reads."""
