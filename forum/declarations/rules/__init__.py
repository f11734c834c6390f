"""Who may do what with a declaration. Stages are judged by the workflow; here it is about people and about the text."""
