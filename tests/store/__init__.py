"""The conversations at rest, on both databases."""
