"""The conversations at rest: on SQLite or PostgreSQL, behind a second privacy wall, deleted to the last byte."""
