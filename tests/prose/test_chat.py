"""Whatever a server does: an answer, or one kind of failure, in bounded time, with nothing of the key in it."""

import time

import pytest

from index.prose.chat import Chat, ChatServer
from index.prose.trouble import ChatFailure, Trouble
from tests.prose import made_model
from tests.prose.made_model import Behaviour, running, says, says_whole, sends

KEY = "sk-do-not-tell-4711"
ASKED = [{"role": "user", "content": "问"}]


def read(url: str, seconds: float = 10.0, model: str = "qwen") -> str:
    return "".join(Chat(ChatServer(url, model, KEY, seconds)).pieces(ASKED))


@pytest.mark.parametrize("behaviour", [says("甲", "乙"), says_whole("甲", "乙")], ids=["逐段", "整篇"])
def test_an_answer_is_read_streamed_or_whole(behaviour: Behaviour):
    with running(behaviour) as server:
        assert read(server.url) == "甲乙"
        (asked,) = server.asked
    assert (asked["path"], asked["model"], asked["key"]) == ("/v1/chat/completions", "qwen", f"Bearer {KEY}")
    assert (asked["messages"], asked["stream"], asked["temperature"]) == (ASKED, True, 0)
    assert asked["max_tokens"] > 0


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://h:1/v1", "http://h:1/v1/chat/completions"),
        ("http://h:1/v1/", "http://h:1/v1/chat/completions"),
        ("http://h:1/v1/chat/completions", "http://h:1/v1/chat/completions"),
        ("https://h/d/gpt?api-version=1", "https://h/d/gpt/chat/completions?api-version=1"),
    ],
    ids=["前半", "带斜线", "全址", "带参数"],
)
def test_the_address_may_be_given_whole_or_up_to_its_usual_end(url: str, address: str):
    assert ChatServer(url).address == address


def test_a_model_that_takes_no_such_parameters_is_asked_without_them():
    def picky(handler: made_model.Handler) -> None:
        refused = "temperature" in handler.server.asked[-1]
        (sends(400, '{"error": "temperature"}') if refused else says("好"))(handler)

    with running(picky) as server:
        assert read(server.url) == "好"
        assert [sorted(asked) for asked in server.asked][1] == ["key", "messages", "model", "path", "stream"]


def test_thoughts_and_counts_beside_the_answer_are_left_out():
    def behave(handler: made_model.Handler) -> None:
        handler.head()
        handler.wfile.write(
            b': ping\n\ndata: {"choices": [{"delta": {"reasoning_content": "hm", "content": null}}]}\n\n'
        )
        handler.event("好")
        handler.wfile.write(b'data: {"choices": [], "usage": {"total_tokens": 3}}\n\n')
        handler.done()

    with running(behave) as server:
        assert read(server.url) == "好"


ECHO = f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}'


@pytest.mark.parametrize(
    ("behaviour", "trouble", "detail"),
    [
        pytest.param(sends(401, ECHO), Trouble.REFUSED, "401", id="不认钥匙"),
        pytest.param(sends(400, ECHO), Trouble.REFUSED, "400", id="不要这样问"),
        pytest.param(sends(404, "no such model"), Trouble.REFUSED, "404", id="没有这个模型"),
        pytest.param(sends(429), Trouble.REFUSED, "429", id="问得太多"),
        pytest.param(sends(500, "<html>"), Trouble.REFUSED, "500", id="出了错"),
        pytest.param(sends(200, ECHO), Trouble.REFUSED, "", id="状态好而说错"),
        pytest.param(sends(200, "{", "application/json"), Trouble.FOREIGN, "", id="不成JSON"),
        pytest.param(sends(200, "[1]", "application/json"), Trouble.FOREIGN, "", id="别的JSON"),
        pytest.param(sends(200, "data: 你好\n\n", "text/event-stream"), Trouble.FOREIGN, "", id="事件不成JSON"),
        pytest.param(sends(200, "<p>hi", "text/html"), Trouble.FOREIGN, "", id="是网页"),
        pytest.param(made_model.breaks_off("甲"), Trouble.BROKEN, "", id="断了"),
        pytest.param(made_model.breaks_a_chunk, Trouble.BROKEN, "", id="断在一块里"),
        pytest.param(lambda handler: None, Trouble.BROKEN, "", id="什么都不说就挂断"),
        pytest.param(made_model.is_silent, Trouble.LATE, "", id="不说话"),
        pytest.param(made_model.drips, Trouble.LATE, "", id="一字一滴"),
        pytest.param(made_model.never_ends, Trouble.ENDLESS, "", id="说个没完"),
        pytest.param(made_model.never_ends_its_line, Trouble.ENDLESS, "", id="一行没完"),
        pytest.param(made_model.thinks_without_end, Trouble.ENDLESS, "", id="想个没完"),
    ],
)
def test_a_failure_is_told_in_time_and_without_the_key(behaviour: Behaviour, trouble: Trouble, detail: str):
    late = trouble is Trouble.LATE
    began = time.monotonic()
    with running(behaviour) as server, pytest.raises(ChatFailure) as failed:
        read(server.url, seconds=0.4 if late else 20)
    assert (failed.value.trouble, failed.value.detail) == (trouble, detail)
    assert time.monotonic() - began < (3 if late else 20)
    assert KEY not in f"{failed.value}{failed.value!r}{failed.value.__cause__}"
    assert KEY not in repr(ChatServer("http://h", "m", KEY))


def test_where_nobody_listens_it_is_told():
    with running(says()) as server:
        url = server.url
    with pytest.raises(ChatFailure) as failed:
        read(url)
    assert failed.value.trouble is Trouble.UNREACHED


def test_a_redirection_is_not_followed_with_the_key():
    with running(says("好")) as other, running(sends(307, Location=other.url + "/chat/completions")) as server:
        with pytest.raises(ChatFailure) as failed:
            read(server.url)
        assert other.asked == []
    assert (failed.value.trouble, failed.value.detail) == (Trouble.REDIRECTED, "307")


def test_closing_ends_what_is_being_read():
    chat = Chat(ChatServer("", "m"))

    def closes(handler: made_model.Handler) -> None:
        handler.head()
        handler.event("甲")
        chat.close()
        made_model.is_silent(handler)

    with running(closes) as server:
        chat.server = ChatServer(server.url, "m", seconds=20)
        began = time.monotonic()
        with pytest.raises(ChatFailure):
            list(chat.pieces(ASKED))
        with pytest.raises(ChatFailure):
            list(chat.pieces(ASKED))
    assert time.monotonic() - began < 5
