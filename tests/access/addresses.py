"""Every address of the site, as the resolver knows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern


@dataclass(frozen=True)
class Address:
    """`name` is the route itself where a pattern has no name."""

    name: str
    route: str

    @property
    def arguments(self) -> list[str]:
        return re.findall(r"<(?:\w+:)?(\w+)>", self.route)

    def path(self, values: dict[str, object]) -> str:
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), self.route)


def addresses() -> list[Address]:
    return list(_within(get_resolver().url_patterns, "", ()))


def _within(patterns: list, before: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        route = before + _plain(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _within(pattern.url_patterns, route, inner)
        elif isinstance(pattern, URLPattern):
            yield Address(":".join([*spaces, pattern.name]) if pattern.name else route, route)


def _plain(pattern: object) -> str:
    """A route of a regular expression as one of the other kind, without what may be left out."""
    if not isinstance(pattern, RegexPattern):
        return str(pattern)
    return re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", str(pattern)).strip("^$").replace("/?", "")
