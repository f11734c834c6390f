"""Reports of a period in one act, and figures over many rows that are counted now and then."""
