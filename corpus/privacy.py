"""Personal numbers, masked when a file is read, so that they are never indexed, stored or served.

The mask keeps every offset: one * for each hidden digit.  Office telephones and hotlines are not personal and stay.
"""

import re

# Mainland mobile numbers: 1, then 3-9, eleven digits (工信部《电信网编号计划》), often set in groups of 3-4-4.
# What must not stand before is looked for behind the first sign: patterns that begin with a sign are found many times
# faster.
_MOBILE = re.compile(r"1(?<![\d.]1)(?<!\d[-－]1)[3-9]\d([ \-－]?)\d{4}\1\d{4}(?![\d.]\d|\d)")
# Identity card numbers: six digits of division, birthday, three digits, check sign (GB 11643—1999).
_IDENTITY = re.compile(
    r"[1-9](?<!\d[1-9])\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXxＸ](?![\dA-Za-z])"
)


def masked(text: str) -> str:
    """Return `text` with mobile numbers (135****1242) and identity numbers (2****************2) masked, same length."""
    return _MOBILE.sub(_mobile_masked, _IDENTITY.sub(_identity_masked, text))


def _mobile_masked(found: re.Match[str]) -> str:
    digits = found[0]
    hidden = re.sub(r"\d", "*", digits[3:-4])
    return digits[:3] + hidden + digits[-4:]


def _identity_masked(found: re.Match[str]) -> str:
    return found[0][0] + "*" * (len(found[0]) - 2) + found[0][-1]
