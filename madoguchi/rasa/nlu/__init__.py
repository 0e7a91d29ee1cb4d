"""NLU components for the pipeline of `config.yml`."""
