"""What is done to cities: proposing, deciding, inviting."""
