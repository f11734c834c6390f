"""Loads of people, mandates and sessions."""
