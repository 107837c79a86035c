"""Reads another directory's feed over the network, within bounds."""

import time
from collections.abc import Callable, Iterator
from typing import IO, Any, Final
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from django.conf import settings

from organisations.interchange.intake.packages import Unreadable, parsed

PER_PAGE: Final = 100
_MOST_PAGES: Final = 1000
_LARGEST_ANSWER: Final = 20_000_000
_LARGEST_IN_ALL: Final = 200_000_000
_SECONDS_SILENT: Final = 20
_SECONDS_IN_ALL: Final = 900
_CHUNK: Final = 65536
_OWN_MACHINE: Final = {"localhost", "127.0.0.1", "::1"}
_HEADERS: Final = {"Accept": "application/json", "User-Agent": "ccs-referrals"}
# Where a row of the list has one of these, it is whole, and its own address is not asked.
_WHOLE: Final = {"service_at_locations", "attributes", "contacts", "schedules", "service_areas"}

Say = Callable[[str], None]


class _OnlySafe(HTTPRedirectHandler):
    """A redirect may not lead out of https."""

    def redirect_request(  # noqa: PLR0917 - the standard library's
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_address(url: str) -> None:
    """https, and where hosts are named only these; plain http on this machine, for trying out."""
    parts = urlsplit(url)
    plain = parts.scheme == "http" and parts.hostname in _OWN_MACHINE
    if not (parts.hostname and (parts.scheme == "https" or plain)):
        raise Unreadable("Give an address that starts with https://.")
    if settings.FEED_HOSTS is not None and parts.hostname not in settings.FEED_HOSTS:
        raise Unreadable("This host is not among those that may be asked (FEED_HOSTS).")


def fetch_feed(url: str, say: Say = lambda _line: None) -> list[tuple[str, Any]]:
    """Every service, whole, with where it stood; raises Unreadable, with the address's path."""
    check_address(url)
    return list(_Reader(say).services(url))


def source_of(url: str) -> str:
    """One name for a feed, however its address was typed."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix("/services")
    return f"{parts.scheme}://{parts.netloc}{path}"[:200]


class _Reader:
    def __init__(self, say: Say) -> None:
        self.say = say
        self.opener: OpenerDirector = build_opener(_OnlySafe)
        self.until = time.monotonic() + _SECONDS_IN_ALL
        self.read = 0

    def services(self, url: str) -> Iterator[tuple[str, Any]]:
        base = source_of(url)
        first = self.json(url) if not url.rstrip("/").endswith("/services") else None
        if isinstance(first, list) or (isinstance(first, dict) and _holds_services(first)):
            yield "services", first
            return
        for place, row in self._rows(f"{base}/services"):
            yield place, row if _WHOLE & row.keys() else self._whole(base, row)

    def json(self, url: str) -> Any:
        return parsed(self._body(url))

    def _rows(self, url: str) -> Iterator[tuple[str, dict[str, Any]]]:
        before: list[Any] = []
        for number in range(1, _MOST_PAGES + 1):
            page = self.json(f"{url}?{urlencode({'page': number, 'per_page': PER_PAGE})}")
            if not isinstance(page, dict):
                raise Unreadable(f"{_path(url)} is no page of services.")
            rows = page.get("contents", page.get("content"))
            if not isinstance(rows, list):
                raise Unreadable(f"{_path(url)} has no list of services in “contents”.")
            if rows and rows == before:
                raise Unreadable(f"{_path(url)} answers page {number} with the page before it.")
            for place, row in enumerate(rows):
                if isinstance(row, dict):
                    yield f"page {number}, services[{place}]", row
            if not rows or page.get("last_page") is True or number >= _pages(page):
                return
            before = rows
            self.say(f"Page {number} of {_pages(page)} read.")
        raise Unreadable(f"There are more than {_MOST_PAGES} pages.")

    def _whole(self, base: str, row: dict[str, Any]) -> dict[str, Any]:
        """The list holds little of a service: what it lacks is at its own address."""
        key = row.get("id")
        if not isinstance(key, str | int) or not str(key).strip():
            return row
        whole = self.json(f"{base}/services/{quote(str(key), safe='')}")
        return {**row, **whole} if isinstance(whole, dict) else row

    def _body(self, url: str) -> bytes:
        # Only what check_address has let through, and what stands below it.
        request = Request(url, headers=_HEADERS)  # noqa: S310
        chunks: list[bytes] = []
        size = 0
        try:
            with self.opener.open(request, timeout=_SECONDS_SILENT) as response:
                while chunk := response.read(_CHUNK):
                    size += len(chunk)
                    self._count(len(chunk), size)
                    chunks.append(chunk)
        except (URLError, OSError, ValueError) as error:
            raise Unreadable(f"{_path(url)} cannot be read: {_reason(error)}.") from error
        return b"".join(chunks)

    def _count(self, more: int, size: int) -> None:
        self.read += more
        if size > _LARGEST_ANSWER or self.read > _LARGEST_IN_ALL:
            raise Unreadable("The feed sends too much.")
        if time.monotonic() > self.until:
            raise Unreadable(f"The feed takes longer than {_SECONDS_IN_ALL // 60} minutes.")


def _holds_services(whole: dict[str, Any]) -> bool:
    names = ("contents", "content", "services", "organizations")
    is_page = "total_pages" in whole and whole.get("total_pages") != 1
    return not is_page and any(isinstance(whole.get(name), list) for name in names)


def _pages(page: dict[str, Any]) -> int:
    total = page.get("total_pages")
    return total if isinstance(total, int) else _MOST_PAGES


def _path(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path, "", "")) or "/"


def _reason(error: Exception) -> str:
    """What happened, without the address: it may hold a key."""
    code = getattr(error, "code", None)
    return f"it answers {code}" if code else type(error).__name__
