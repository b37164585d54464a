"""Making index/reader.safetensors: what reads a question and a text together."""
