"""Composing papers, publishing them, and making their files."""
