"""Prose by a language model over what an answer quotes: asked for, checked sentence by sentence, or dropped."""
