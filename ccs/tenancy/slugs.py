"""First path parts that mean something else, and so can never be a network's slug."""

RESERVED = frozenset(
    {
        "",
        "accounts",
        "api",
        "c",
        "components",
        "cookies",
        "demo",
        "favicon.ico",
        "find-help",
        "accessibility",
        "healthz",
        "i18n",
        "oruk",
        "privacy",
        "programme",
        "readyz",
        "robots.txt",
        "static",
    }
)


def is_reserved(slug: str) -> bool:
    return slug in RESERVED
