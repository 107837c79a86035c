"""One id for everything that one request caused, in the web process and in the worker."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

_current: ContextVar[str] = ContextVar("request_id", default="")
# A caller's id goes into our logs, so only what cannot forge a line or carry a name is taken.
_ACCEPTABLE = re.compile(r"[0-9a-fA-F-]{8,36}")


def current_request_id() -> str:
    """The id of the request or task at hand, or nothing outside both."""
    return _current.get()


def acceptable(offered: str) -> str:
    """The caller's id when it looks like one, else a new one."""
    return offered if _ACCEPTABLE.fullmatch(offered) else uuid4().hex


@contextmanager
def request_id(value: str) -> Iterator[str]:
    """Everything logged inside carries this id."""
    token = _current.set(value)
    try:
        yield value
    finally:
        _current.reset(token)
