"""Figures about what was asked and how it was answered: counted in the database, drawn, and given as tables."""
