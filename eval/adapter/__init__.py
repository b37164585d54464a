"""Training of the adapter that fits the default model to official Chinese: `python -m eval.adapter`."""
