"""Acts on paths: what bodies did, as staff read it in their reports, and what came of it."""
