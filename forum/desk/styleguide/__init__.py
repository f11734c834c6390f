"""The style guide: every token and every component in its states, drawn with the macros that the pages use."""
