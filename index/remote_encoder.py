"""An Encoder that asks a server: any with OpenAI's POST /v1/embeddings, or text-embeddings-inference's POST /embed."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import numpy as np

from corpus.errors import UnknownModel
from index.encoder import LONGEST_TEXT, Vectors, unit_rows

# Texts in one request: what text-embeddings-inference takes unless it is told otherwise.
TEXTS_AT_ONCE = 32
# A server that has just started loads its model first; a question must not wait longer than a person does.
TIMEOUT_SECONDS, TRIES, PAUSE_SECONDS = 30, 3, 0.5
# What may be over the next time: too many requests, or the server starting, restarting or behind a proxy.
PASSING = {408, 429, 500, 502, 503, 504}
FIX = "see that the server runs and that TIAOWEN_ENCODER_URL and TIAOWEN_ENCODER_KEY are right"


@dataclass(frozen=True, slots=True)
class Server:
    """Where vectors come from.

    url:             whole address; one that ends in /embed speaks as text-embeddings-inference, any other as OpenAI
    model:           its name on the server, "" where it serves one only
    key:             sent as a bearer token, "" for none
    question_prompt: put before a question, as the model wants it, e.g. `query: `
    passage_prompt:  put before a passage
    """

    url: str
    model: str = ""
    key: str = ""
    question_prompt: str = ""
    passage_prompt: str = ""


class RemoteEncoder:
    """An Encoder whose vectors a server computes.  Threads may share one."""

    def __init__(self, server: Server, dim: int) -> None:
        self._server, self._dim = server, dim

    @classmethod
    def open(cls, server: Server) -> "RemoteEncoder":
        """Ask for one vector to learn its length; raise UnknownModel where the server gives none."""
        return cls(server, _asked(server, ["职业教育"]).shape[1])

    @property
    def name(self) -> str:
        """The model, prompts and server in one word; another model behind the same address is not noticed."""
        server = self._server
        parts = (server.model or "model", server.question_prompt, server.passage_prompt)
        return "-".join(f"{'|'.join(parts)}@{server.url}".split())

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._dim

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows."""
        return self._encode([self._server.question_prompt + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dim) float32 unit rows."""
        return self._encode([self._server.passage_prompt + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        readable = [text[:LONGEST_TEXT].encode("utf-8", "replace").decode() for text in texts]
        rows = [np.empty((0, self._dim), np.float32)]
        for start in range(0, len(readable), TEXTS_AT_ONCE):
            rows.append(_asked(self._server, readable[start : start + TEXTS_AT_ONCE]))
            if rows[-1].shape[1] != self._dim:
                what = f"the server gave vectors of {rows[-1].shape[1]} numbers, and before of {self._dim}"
                raise UnknownModel(what, where=self._server.url, fix="run `tiaowen reindex` if its model was changed")
        return np.concatenate(rows)


def _asked(server: Server, texts: Sequence[str]) -> Vectors:
    """Return one unit row a text; raise UnknownModel."""
    answer = _answer(server, texts)
    try:
        rows = np.array(_rows(answer), np.float32)
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
            raise ValueError(f"{rows.shape} numbers for {len(texts)} texts")
    except (ValueError, KeyError, TypeError) as error:
        raise UnknownModel(f"the server's answer holds no vectors: {error}", where=server.url, fix=FIX) from error
    return unit_rows(rows)


def _rows(answer: Any) -> list[list[float]]:
    """Return the vectors in the order of the texts: a bare list (TEI), or OpenAI's records with an index each."""
    if isinstance(answer, list):
        return answer  # pyright: ignore[reportUnknownVariableType] - checked by the caller
    return [one["embedding"] for one in sorted(answer["data"], key=lambda one: one["index"])]


def _answer(server: Server, texts: Sequence[str]) -> Any:
    """Return the server's JSON, asking again where a failure may pass."""
    for left in range(TRIES - 1, -1, -1):
        try:
            with urlopen(_request(server, texts), timeout=TIMEOUT_SECONDS) as response:
                return json.loads(response.read())
        except HTTPError as error:
            with error:  # it holds the connection
                said = error.read(200).decode("utf-8", "replace")
            if error.code not in PASSING or not left:
                raise UnknownModel(f"the server answers {error.code}: {said}", where=server.url, fix=FIX) from error
        except (URLError, OSError, HTTPException, ValueError) as error:
            if not left or isinstance(error, ValueError):
                reason = getattr(error, "reason", error)
                raise UnknownModel(f"the server gives no answer: {reason}", where=server.url, fix=FIX) from error
        time.sleep(PAUSE_SECONDS * (TRIES - left))
    raise AssertionError("the last try returns or raises")


def _request(server: Server, texts: Sequence[str]) -> Request:
    if not server.url.startswith(("http://", "https://")):
        raise ValueError("an address begins with http:// or https://")
    bare = server.url.rstrip("/").endswith("/embed")
    asked: dict[str, Any] = {"inputs": list(texts), "truncate": True} if bare else {"input": list(texts)}
    named = {"model": server.model} if server.model and not bare else {}
    head = {"Content-Type": "application/json", **({"Authorization": f"Bearer {server.key}"} if server.key else {})}
    return Request(server.url, json.dumps({**asked, **named}).encode(), head)
