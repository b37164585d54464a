"""What a model wrote, as one record a sentence: {"sentence": "…", "quotes": [{"clause": 1, "words": "…"}]}."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
_OPEN_THOUGHTS = "<think>"
_NUMBER = re.compile(r"\s*[\[（(]?\s*(\d{1,4})\s*[\])）]?\s*")
# What stands around records: fences, and the brackets and commas of a list.
_AROUND = re.compile(r"^```\w*$|^[\[\]{},\s`]*$")
# What models write that keep to no form: 句子[1: "原文"]。
_MARK = re.compile(r"[\[【（(]\s?(?P<clause>\d{1,3})\s?[:：]\s?[\"“「](?P<words>[^\"“”「」\n]+)[\"”」]\s?[\]】）)]")
_STOP = re.compile(r"\s?[。.！!？?；;]+")
_OPENS = re.compile(r'\{\s*(?:["}]|$)')
_LONGEST_TOKEN = 6  # \u4e00: an error so near to the end may only be cut off there
_DEEPEST = 6  # a list in an object in a list
_SCANNER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a sentence says it quotes: the number it was given as, from 1, 0 for none; and the words."""

    clause: int
    words: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence as the model wrote it; without quotes where it gave none, or none that can be read."""

    sentence: str
    quotes: tuple[Quoted, ...] = ()


def utterances(pieces: Iterable[str]) -> Iterator[Utterance]:
    """Yield each record as soon as it is whole; a line outside of records is read as sentences with marks behind them,
    甲。[1: "乙"], and without marks as one that has no quotes.

    Records may stand in a list, in an object or between fences; what a model shows of its thoughts is left out.
    """
    waiting = ""
    for piece in pieces:
        waiting += piece
        if "}" in piece or "\n" in piece:
            found, waiting = _taken(waiting, ended=False)
            yield from found
    found, _ = _taken(waiting, ended=True)
    yield from found


def _taken(text: str, *, ended: bool) -> tuple[list[Utterance], str]:
    """Return what is whole in `text`, and the rest that waits for more."""
    text = _THOUGHTS.sub("", text)
    if _OPEN_THOUGHTS in text:
        before, _, rest = text.partition(_OPEN_THOUGHTS)
        found, waiting = _taken(before, ended=False)
        return found, "" if ended else waiting + _OPEN_THOUGHTS + rest
    found: list[Utterance] = []
    at, last = 0, len(text.rstrip()) - _LONGEST_TOKEN
    while (start := text.find("{", at)) >= 0:
        record, end = _record_at(text, start, last)
        if record is None and end == 0:  # not whole yet
            plain = _plain(text[at:] if ended else text[at:start])
            return [*found, *plain], text[start:]
        found += [*_plain(text[at:start]), *_utterances_of(record)]
        at = end
    last = len(text) if ended else max(at, text.rfind("\n") + 1)
    return [*found, *_plain(text[at:last])], text[last:]


def _record_at(text: str, start: int, last: int) -> tuple[Any, int]:
    """Return the record at `start` and where it ends; (None, 0) where it is not whole, past the sign where none is.

    last: an error from here on may come only from what is not there yet
    """
    if not _OPENS.match(text, start):
        return None, start + 1
    try:
        return _SCANNER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        unended = error.msg.startswith("Unterminated string") or error.pos >= last
        return (None, 0) if unended else (None, start + 1)
    except RecursionError:
        return None, len(text)
    except ValueError:  # a number of thousands of digits
        return None, start + 1


def _plain(text: str) -> list[Utterance]:
    lines = (line.strip() for line in text.splitlines())
    whole = (line for line in lines if line and not _AROUND.match(line) and any(map(str.isalnum, line)))
    return [utterance for line in whole for utterance in _marked(line)]


def _marked(line: str) -> Iterator[Utterance]:
    """Yield the sentences of a plain line, each with the marks [1: "…"] behind it; its full stop may follow them."""
    sentence, quotes, last = "", list[Quoted](), 0
    for mark in _MARK.finditer(line):
        stop, before = _STOP.match(line, last, mark.start()), line[last : mark.start()]
        if stop and quotes:
            sentence, before = sentence + stop[0].strip(), line[stop.end() : mark.start()]
        if before.strip() and quotes:
            yield Utterance(sentence, tuple(quotes))
            sentence, quotes = "", []
        sentence = (sentence + before).strip()
        quotes.append(Quoted(int(mark["clause"]), mark["words"]))
        last = mark.end()
    stop = _STOP.match(line, last)
    if quotes and stop:
        sentence, last = sentence + stop[0].strip(), stop.end()
    if quotes:
        yield Utterance(sentence, tuple(quotes))
    if line[last:].strip():
        yield Utterance(line[last:].strip())


def _utterances_of(record: Any, depth: int = 0) -> Iterator[Utterance]:
    """Yield the sentences of a record, or of the records inside one that has no sentence itself."""
    if depth > _DEEPEST:
        return
    if isinstance(record, dict):
        fields = cast(dict[str, Any], record)
        if isinstance(fields.get("sentence"), str):
            yield Utterance(fields["sentence"], tuple(_quotes_of(fields.get("quotes"))))
        else:
            yield from _utterances_of(list(fields.values()), depth + 1)
    elif isinstance(record, list):
        for one in cast(list[Any], record):
            yield from _utterances_of(one, depth + 1)


def _quotes_of(quotes: Any) -> Iterator[Quoted]:
    for one in cast(list[Any], quotes) if isinstance(quotes, list) else []:
        match one:
            case {"clause": int() | str() as clause, "words": str(words)}:
                number = _NUMBER.fullmatch(str(clause))
                yield Quoted(int(number[1]) if number else 0, words)
            case _:
                yield Quoted(0, "")
