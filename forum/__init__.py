"""The features of the forum, lowest first: the order is the architecture, and a test keeps it."""

FEATURES = (
    "kit",
    "ledger",
    "register",
    "accounts",
    "cities",
    "indicators",
    "discussion",
    "exchange",
    "declarations",
    "recommendations",
    "moderation",
    "notifications",
    "search",
    "live",
    "api",
    "desk",
)
