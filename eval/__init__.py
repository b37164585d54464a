"""Does the right clause come back? On our own questions and on public sets, beside what users pick instead.

A public set is parted in two halves by a fixed rule (`half`): a question is in the tuning half where the first byte of
the sha256 of its id (UTF-8) is even, else in the validation half.  Constants are set on tuning halves; validation
halves are looked at to report.
"""
