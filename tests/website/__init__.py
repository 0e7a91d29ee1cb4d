"""The website channel over a real socket, against the real bot with its trained model."""
