"""People: how they get in, which mandates they hold, and under which one they act."""
