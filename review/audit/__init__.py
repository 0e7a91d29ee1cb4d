"""The audit log: who saw and did what. It only grows, and its hash chain shows whether anybody meddled with it."""
