"""Loading declarations; what a reader may not see is in no list, count or page."""
