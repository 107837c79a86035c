"""Being told to stop."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ALL = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAskedError(BaseException):
    """Somebody pressed Ctrl-C, closed the terminal, or sent a signal."""


@contextmanager
def stopping_on_signals(*signals: signal.Signals) -> Iterator[None]:
    """Turn the first signal into an exception, and let no other disturb the stopping."""
    heeded = signals or ALL

    def stop(number: int, frame: FrameType | None) -> None:
        for each in heeded:
            signal.signal(each, signal.SIG_IGN)
        raise StopAskedError

    for each in heeded:
        signal.signal(each, stop)
    yield
