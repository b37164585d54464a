"""The commands of `tiaowen`, a file for each thing they act on; `add_to` in each hangs them on the program."""
