"""A virus scanner of our own, which speaks clamd's protocol and fails where it is told to."""

import socketserver
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

# The line that every scanner takes for a virus, in two halves: or one would take this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VERSION = b"ClamAV 1.4.6/27823/Sat Nov 21 08:42:11 2026\0"


@dataclass
class Scanner:
    """`fails`: `hangs`, `closes`, `mumbles`, `babbles` or `full`; by itself it answers."""

    address: str
    fails: str = ""
    looked: Callable[[], Any] = lambda: None
    over: Event = field(default_factory=Event)

    def answer(self, content: bytes) -> bytes:
        self.looked()
        if self.fails == "hangs":
            self.over.wait()
        answers = {
            "mumbles": b"\xff\xfe one moment",
            "babbles": b"stream: " * 10_000,
            "full": b"INSTREAM size limit exceeded. ERROR\0",
        }
        found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
        return answers.get(self.fails, b"stream: %s\0" % found)


def read_stream(file: Any) -> bytes:
    content = b""
    while size := struct.unpack("!L", file.read(4))[0]:
        content += file.read(size)
    return content


def handler_of(scanner: Scanner) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            command = b""
            while not command.endswith(b"\0"):
                command += self.rfile.read(1)
            if command == b"zINSTREAM\0" and scanner.fails != "closes":
                self.wfile.write(scanner.answer(read_stream(self.rfile)))
            elif not scanner.fails:
                self.wfile.write({b"zPING\0": b"PONG\0", b"zVERSION\0": VERSION}.get(command, b""))

    return Handler


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def scanner_running(path: str = "") -> Iterator[Scanner]:
    """At a port of this machine, or at a path."""
    scanner = Scanner(f"unix:{path}")
    server: Any = (_Unix if path else _Tcp)(path or ("127.0.0.1", 0), handler_of(scanner))
    if not path:
        scanner.address = f"tcp://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield scanner
    finally:
        scanner.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
