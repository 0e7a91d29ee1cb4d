"""Taking over the bot's events as they come: each once, none left out, none that is gone there."""
