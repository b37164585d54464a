"""Passages that lead to others: 现将有关事项通知如下：, a heading on a line of its own.

They repeat what is asked, and answer nothing.
"""

import re

_OPENS = re.compile(r"[：:]\s*$")
# A row of a table, a figure or any stop says something.
_SAYS = re.compile(r"[，,。；;！!？?、：:|%％\d]")
_LONGEST_HEADING = 28


def leads_in(text: str) -> bool:
    """Say whether a passage only leads to what stands below it: by a colon at its end, or short and without a stop."""
    return bool(_OPENS.search(text)) or (len(text) < _LONGEST_HEADING and not _SAYS.search(text))
