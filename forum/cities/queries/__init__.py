"""Loading cities and the proposals to accredit them."""
