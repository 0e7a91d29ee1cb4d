"""The command line. Each command imports what it needs when it runs, since Rasa takes seconds to load."""

import os

import typer

from madoguchi.cli import additions, chat, check, converse, evaluate, learn, line, predict, purge, review, serve
from madoguchi.cli.terminal import plainly
from madoguchi.serving.environment import ALWAYS, BadFile, read_files

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
for command in (
    serve.serve,
    chat.chat,
    serve.train,
    check.check,
    additions.add_intent,
    additions.add_language,
    predict.predict,
    converse.converse,
    evaluate.evaluate,
    purge.purge,
    learn.learn,
    learn.rollback,
):
    app.command()(command)
app.add_typer(line.app, name="line")
app.add_typer(review.app, name="review")


@app.callback()
def madoguchi() -> None:
    """A chatbot that answers questions about My Number in six languages. Run it in the project's folder."""
    os.environ.update(ALWAYS)
    with plainly(BadFile):
        read_files(os.environ)
