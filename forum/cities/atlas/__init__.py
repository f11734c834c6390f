"""Where cities lie: land without borders, projected once, and a dot for each city; inline SVG, made without other hosts."""
