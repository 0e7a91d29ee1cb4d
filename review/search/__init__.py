"""Full-text search over what residents wrote, in every language that the bot speaks."""
