"""Words behind 《…》第七条规定： without quotation marks: quoted as far as they follow a source, else a paraphrase.

A verdict on a paraphrase would be noise; a sentence that is verbatim, or nearly so, is meant to be quoted, and a
changed figure in it is what a check is for.
"""

from dataclasses import replace

from corpus.sentence import sentences
from corpus.wording import folded_words
from index.checking import Judge, Judged
from index.verdict import Ruling, Verdict

# Share of signs put in, left out or changed, of the draft's.  567 sentences of 38 notices (10 signs and more), with one
# sign or one word changed, put in or left out: at most .40 in 99 %; eight paraphrases of the ten measures: .6 and more.
_MOST_CHANGED = 0.4
_SHORTEST_ELSEWHERE = 6  # signs: 依法办理。 stands in many a clause
_MOST_SENTENCES = 20  # of one paragraph
_NOTE = "没有引号，按引文核对"
_PART_NOTE = "没有引号，只核对与原文一致或相近的部分"


def quoted_part(judge: Judge, words: str, ruling: Ruling | None) -> tuple[int, Judged] | None:
    """Return where the quoted part of `words` ends and the verdict on it; None where it begins with a paraphrase."""
    ends = [end for _, end in sentences(words)][:_MOST_SENTENCES]
    start, quoted = 0, 0
    for end in ends:
        if not _follows(judge.judge(words[start:end], ruling), words[start:end]):
            break
        start = quoted = end
    if not quoted:
        return None
    judged = judge.judge(words[:quoted], ruling)
    note = _NOTE if quoted == ends[-1] else _PART_NOTE
    return quoted, replace(judged, note="；".join(filter(None, (note, judged.note))))


def _follows(judged: Judged, words: str) -> bool:
    """Say whether a sentence has a source here: verbatim somewhere, or nearly so where it is cited."""
    if judged.verdict is Verdict.DIFFERS:
        changed = sum(len(folded_words(run)) for kind, run in judged.difference if kind != "same")
        return changed <= _MOST_CHANGED * len(folded_words(words))
    if judged.verdict is Verdict.NOT_HELD:
        return bool(judged.candidates)
    told = len(folded_words(words)) >= _SHORTEST_ELSEWHERE
    return judged.verdict is Verdict.EXACT or (told and judged.verdict in (Verdict.WRONG_CLAUSE, Verdict.AMBIGUOUS))
