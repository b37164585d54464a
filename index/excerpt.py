"""As much of a text around one of its sentences as is worth reading again."""

from corpus.sentence import sentences
from index.highlight import Stretch


def excerpt(text: str, sentence: Stretch, signs: int) -> Stretch:
    """Return whole sentences of `text` around `sentence`, of at most `signs` signs unless it alone has more.

    They are taken in by turns, the side on which less was taken first; offsets are code points of `text`, half-open.
    """
    if len(text) <= signs:
        return 0, len(text)
    cut = sentences(text) or ((0, len(text)),)
    inside = [at for at, (start, end) in enumerate(cut) if start < sentence[1] and end > sentence[0]] or [0]
    first, last = inside[0], inside[-1]
    while True:
        start, end = cut[first][0], cut[last][1]
        before = first > 0 and end - cut[first - 1][0] <= signs
        behind = last + 1 < len(cut) and cut[last + 1][1] - start <= signs
        if behind and (not before or end - sentence[1] <= sentence[0] - start):
            last += 1
        elif before:
            first -= 1
        else:
            return start, end
