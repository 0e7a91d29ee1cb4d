"""Custom actions, run by Rasa's action server: what a turn changes beside what it says."""
