"""`python -m madoguchi`."""

from madoguchi.cli import app

app(prog_name="madoguchi")
