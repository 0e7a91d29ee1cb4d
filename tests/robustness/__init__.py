"""What a public endpoint meets: bad requests, and whatever it is made of killed under load."""
