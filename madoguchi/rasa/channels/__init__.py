"""Input channels for `credentials.yml`."""
