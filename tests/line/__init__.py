"""The channel of LINE against a platform of its own: no account, no network."""
