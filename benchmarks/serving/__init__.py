"""What a message costs to serve, beside the bot that `rasa init` would have made of our data."""
