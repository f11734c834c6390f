"""Reading papers, and what stands before a session."""
