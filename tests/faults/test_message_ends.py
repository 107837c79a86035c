"""Where a request ends is never in doubt: what is hidden behind its end is answered by nobody."""

import re
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ccs.embedded.ports import free_port
from ccs.embedded.processes import start
from ccs.embedded.site import wait_until_up
from tests.faults.processes import kill

HIDDEN = b"GET /healthz?hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"
BOTH = len(b"0\r\n\r\n") + len(HIDDEN)
CHUNKS = b"0\r\n\r\n" + HIDDEN
# The lines that say how long it is, and what is sent after them.
DOUBTFUL: dict[str, tuple[list[str], bytes]] = {
    "chunks and a length": ([f"Content-Length: {BOTH}", "Transfer-Encoding: chunked"], CHUNKS),
    "a length and chunks": (["Content-Length: 3", "Transfer-Encoding: chunked"], CHUNKS),
    "two lengths": (["Content-Length: 0", f"Content-Length: {len(HIDDEN)}"], HIDDEN),
    "a list of lengths": ([f"Content-Length: 0, {len(HIDDEN)}"], HIDDEN),
    "a signed length": (["Content-Length: +0"], HIDDEN),
    "a length below nothing": (["Content-Length: -1"], HIDDEN),
    "a space": (["Transfer-Encoding : chunked", f"Content-Length: {BOTH}"], CHUNKS),
    "another coding": (["Transfer-Encoding: xchunked", "Content-Length: 5"], CHUNKS),
    "two codings": (["Transfer-Encoding: chunked", "Transfer-Encoding: identity"], CHUNKS),
    "a folded line": (["Transfer-Encoding:", " chunked", f"Content-Length: {BOTH}"], CHUNKS),
    "two hosts": (["Host: elsewhere.example", "Content-Length: 0"], b""),
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """As the image runs it: deploy and docs/operations.md."""
    found, folder = free_port(), Path(tmp_path_factory.mktemp("granian"))
    options = ["--interface", "wsgi", "--no-ws", "--port", str(found)]
    command = [sys.executable, "-m", "granian", *options, "ccs.wsgi:application"]
    child = start("web", command, log=folder / "web.log", if_we_die=signal.SIGKILL)
    try:
        assert wait_until_up(child, found), child.last_words()
        yield found
    finally:
        kill(child)


def statuses(port: int, sent: bytes) -> list[bytes]:
    """Of every answer on one connection, until it is shut or still."""
    heard = b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(sent)
        with suppress(TimeoutError, ConnectionResetError):
            while piece := connection.recv(65536):
                heard += piece
                connection.settimeout(0.5)
    return re.findall(rb"HTTP/1\.1 (\d{3})", heard)


def test_one_after_another_on_one_connection_are_both_answered(port: int) -> None:
    answered = statuses(port, HIDDEN + HIDDEN)

    assert answered == [b"200", b"200"]


@pytest.mark.parametrize("doubt", DOUBTFUL)
def test_a_request_whose_end_is_in_doubt_hides_no_other(port: int, doubt: str) -> None:
    lines, body = DOUBTFUL[doubt]
    head = "\r\n".join(["POST /healthz HTTP/1.1", "Host: localhost", *lines, "", ""])

    answered = statuses(port, head.encode() + body)

    assert len(answered) == 1
    assert answered[0].startswith(b"4")
