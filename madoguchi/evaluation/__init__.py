"""How well the bot does on questions and dialogues that it has not learnt from."""
