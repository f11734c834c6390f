"""What a paper holds, as JSON with one spelling: composed once, kept, and all that its files are made from."""
