"""Tests of the desk of the secretariat."""
