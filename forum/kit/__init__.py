"""Tools without a domain; any of them could be lifted out and used elsewhere."""
