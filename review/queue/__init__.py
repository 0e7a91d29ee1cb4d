"""What deserves eyes first, and why."""
