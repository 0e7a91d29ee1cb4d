"""From a correction to a model that is shown to be better, and only then goes live."""
