"""Starting, watching and stopping the bot and its action server on one machine."""
