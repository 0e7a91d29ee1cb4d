"""The edge to Rasa: everything that imports rasa or sanic lives here."""
