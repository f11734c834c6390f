"""Every act as an append-only event; audit, history, feeds and notices read from one table."""

from forum.ledger.operations import listen, record

__all__ = ["listen", "record"]
