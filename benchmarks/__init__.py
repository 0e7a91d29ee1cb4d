"""How well, how fast and in how much memory: measured against what else there is."""
