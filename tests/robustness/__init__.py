"""The bot under blows: what was answered is kept, once, whatever is killed."""
