"""LINE, without Rasa: its limits, messages, events, rich menus, and the inbox of its webhooks."""
