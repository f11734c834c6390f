"""The text of a declaration as pure functions over clauses: order, numbers, hints, the frozen form."""
