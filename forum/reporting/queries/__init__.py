"""Reading what became of words: the graph of a chain, the tracker and its figures, the rows behind numbers."""
