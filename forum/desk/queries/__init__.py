"""What the front page and the desks show, gathered from the features below."""
