"""The authenticator in software that the demo signs with."""

from forum.desk.demo.softkey import EDDSA, ES256, RS256, SoftKey

__all__ = ["EDDSA", "ES256", "RS256", "SoftKey"]
