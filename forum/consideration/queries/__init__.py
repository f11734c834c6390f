"""Paths as trees, what was answered on them, and what came after the answer."""
