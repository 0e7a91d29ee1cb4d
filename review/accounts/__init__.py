"""Accounts of staff: how they get in, for how long, and what administrators do with them."""
