"""The demo: invented people and cities, played through the operations under moved clocks, so that every row has its history.

Only sourced texts stand under real cities; declarations, signatures, recommendations and answers belong to invented ones.
"""

from forum.desk.demo.cast import ACCOUNTS, PASSWORD

__all__ = ["ACCOUNTS", "PASSWORD", "load"]


def load() -> None:
    """Fill an empty database; runs in one transaction."""
    from forum.desk.demo import playing

    playing.load()
