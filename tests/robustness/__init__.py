"""What a public endpoint meets: bad requests, and servers that die under it."""
