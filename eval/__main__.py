"""Run the evaluation: `python -m eval`."""

from eval.run import app

app(prog_name="python -m eval")
