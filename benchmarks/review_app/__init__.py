"""How the review app does with a million messages, on SQLite and on PostgreSQL: `python -m benchmarks.review_app`."""
