"""Appending to the register."""
