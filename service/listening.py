"""The socket that the service listens on, taken before anything slow begins."""

import errno
import socket

from corpus.errors import PortInUse

_WAITING_CONNECTIONS = 128  # browsers that may queue while the model loads


def listening_socket(host: str, port: int) -> socket.socket:
    """Take `host:port`, port 0 taking any free one; raises PortInUse, also for an address that is not ours."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise PortInUse(f"no such address: {error.strerror}", where=host, fix=_OTHER_HOST) from None
    taken = socket.socket(family, kind, protocol)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(_WAITING_CONNECTIONS)
    except OSError as error:
        taken.close()
        raise _refused(error, host, port) from None
    return taken


def address_of(listening: socket.socket) -> str:
    """Return `host:port` as it is written in a URL."""
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


_OTHER_HOST = "give --host an address of this machine, 127.0.0.1 for this machine alone, 0.0.0.0 for the network"


def _refused(error: OSError, host: str, port: int) -> PortInUse:
    match error.errno:
        case errno.EADDRINUSE:
            what, fix = "another program listens there already", "stop it, or choose another port with --port"
        case errno.EACCES:
            what, fix = "this user may not listen there", "choose a port from 1024 up with --port"
        case _:
            what, fix = f"cannot listen there: {error.strerror}", _OTHER_HOST
    return PortInUse(what, where=f"{host}:{port}", fix=fix)
