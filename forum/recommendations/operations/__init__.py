"""What can be done with a recommendation, from the draft to the follow-up."""
