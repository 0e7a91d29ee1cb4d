"""The review app: staff read what residents asked, correct what the bot understood, and so teach it."""
