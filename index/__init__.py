"""Passages as vectors and words, and the library that keeps them."""
