"""Declarations of cities: typed clauses, amendments, procedure, frozen versions and the signatures under them."""
