"""The bundle of evidence of a declaration: one file from which a stranger can check who signed what, without this site."""
