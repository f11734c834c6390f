"""The benchmark: the forum's pages beside a page that does the least that any such page must do, in one run, as ratios."""
