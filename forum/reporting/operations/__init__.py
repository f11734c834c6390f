"""Reports of a period in one act."""
