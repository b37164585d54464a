import socket

import pytest

from corpus.errors import PortInUse
from service.listening import address_of, listening_socket


def test_a_free_port_is_taken_and_named():
    with listening_socket("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert address_of(taken) == f"127.0.0.1:{port}"
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass


def test_a_port_in_use_is_refused_before_anything_else_begins():
    with listening_socket("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(PortInUse) as refused:
            listening_socket("127.0.0.1", port)
    assert refused.value.where == f"127.0.0.1:{port}"
    assert "--port" in refused.value.fix


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1"], ids=["没有这个名字", "不是本机地址"])
def test_an_address_that_is_not_ours_is_refused(host: str):
    with pytest.raises(PortInUse) as refused:
        listening_socket(host, 0)
    assert "--host" in refused.value.fix
