"""Classes of city size, so that "of about the same size" means one thing."""

CLASSES = (
    ("under50", 50_000), ("50to100", 100_000), ("100to200", 200_000), ("200to500", 500_000), ("500to1m", 1_000_000),
    ("over1m", 10**12),
)  # fmt: skip


def size_class(population: int | None) -> str:
    """ "" where nobody has said how many live there."""
    return next((name for name, below in CLASSES if population < below), "") if population else ""
