"""First path parts that mean something else, and so can never be a network's slug."""

from django.urls import register_converter
from django.urls.converters import SlugConverter

RESERVED = frozenset(
    {
        "",
        ".well-known",
        "accounts",
        "answer",
        "api",
        "c",
        "components",
        "confirm",
        "cookies",
        "demo",
        "favicon.ico",
        "find-help",
        "accessibility",
        "healthz",
        "i18n",
        "metrics",
        "notify",
        "oruk",
        "papers",
        "privacy",
        "programme",
        "readyz",
        "robots.txt",
        "static",
    }
)


# How the address of a practice network ends, and of no other.
PRACTICE = "-practice"


def is_reserved(slug: str) -> bool:
    return slug in RESERVED


class NetworkSlug(SlugConverter):
    """`<network:network>` in addresses: a reserved word is never taken for a network."""

    def to_python(self, value: str) -> str:
        if is_reserved(value):
            raise ValueError(value)
        return value


register_converter(NetworkSlug, "network")
