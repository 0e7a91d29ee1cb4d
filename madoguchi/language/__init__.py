"""Which language, and which script of it, a text is in or asks for."""
