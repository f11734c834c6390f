"""Forms of the ways through the bodies; kinds of field that they share are in fields.py."""
