"""Asks ClamAV's daemon. Of its protocol (`man 8 clamd`) three commands: INSTREAM, PING, VERSION.

A command is `z`, its name and a zero byte; so ends the answer. INSTREAM is followed by chunks, each
after its length in 4 bytes, the most significant first; an empty chunk is the end. Why no library:
docs/adr/0023-a-small-client-for-the-scanner.md.
"""

import socket
import struct
import time
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

_PORT: Final = 3310
_CHUNK: Final = 64 * 1024
_LONGEST_ANSWER: Final = 1024


class NotAnsweredError(Exception):
    """`reason`: `away`, `slow`, `too_large`, or `unclear` for an answer that is none."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def what_it_holds(content: bytes, *, address: str, seconds: float) -> str:
    """The name of what was found in it; empty where there is nothing."""
    answer = ask(address, "INSTREAM", content=content, seconds=seconds)
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise NotAnsweredError("too_large" if "size limit exceeded" in answer else "unclear")


def ask(address: str, command: str, *, seconds: float, content: bytes = b"") -> str:
    """What it says, within so many seconds from beginning to end."""
    until = time.monotonic() + seconds
    try:
        with _connected(address, until) as line:
            _send(line, b"z%s\0" % command.encode(), until)
            if content:
                _stream(line, content, until)
            return _answer(line, until)
    except TimeoutError as error:
        raise NotAnsweredError("slow") from error
    except OSError as error:
        raise NotAnsweredError("away") from error


def _connected(address: str, until: float) -> socket.socket:
    where = urlsplit(address)
    if where.scheme != "unix":
        host = (where.hostname or "", where.port or _PORT)
        return socket.create_connection(host, timeout=_left(until))
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(_left(until))
        line.connect(where.path)
    except OSError:
        line.close()
        raise
    return line


def _stream(line: socket.socket, content: bytes, until: float) -> None:
    try:
        for chunk in (*_chunks(content), b""):
            _send(line, struct.pack("!L", len(chunk)) + chunk, until)
    except (BrokenPipeError, ConnectionResetError):
        # It had enough before the end, and has said why.
        return


def _chunks(content: bytes) -> Iterator[bytes]:
    return (content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK))


def _send(line: socket.socket, data: bytes, until: float) -> None:
    line.settimeout(_left(until))
    line.sendall(data)


def _answer(line: socket.socket, until: float) -> str:
    said = b""
    while b"\0" not in said and len(said) < _LONGEST_ANSWER:
        line.settimeout(_left(until))
        more = line.recv(_LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.partition(b"\0")[0].decode("ascii", "replace")


def _left(until: float) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
