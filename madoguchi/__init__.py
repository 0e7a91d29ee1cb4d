"""Madoguchi, a public-service chatbot: the core packages import no framework, `madoguchi.rasa` is the edge to Rasa."""
