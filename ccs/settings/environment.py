"""Reads settings from the environment, and says all that is wrong at once, by name."""

import os
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit, urlunsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SMTP_SCHEMES = {"smtp": {}, "smtps": {"EMAIL_USE_SSL": True}, "smtp+tls": {"EMAIL_USE_TLS": True}}


@dataclass
class Problems:
    """Everything wrong with the environment, kept until all of it can be told in one message."""

    found: list[str] = field(default_factory=list)

    def required(self, name: str) -> str:
        """The variable's value; a missing one is remembered as a problem."""
        value = os.environ.get(name, "").strip()
        if not value:
            self.found.append(f"{name} is missing")
        return value

    def refuse(self, message: str, *, when: bool) -> None:
        """Remember the message when the condition holds."""
        if when:
            self.found.append(message)

    def stop_if_any(self) -> None:
        """Refuse to start, naming every problem and never a value."""
        if self.found:
            raise ImproperlyConfigured("Unsafe or missing settings: " + "; ".join(self.found) + ".")


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """A whole number from the environment."""
    try:
        return int(os.environ.get(name, default))
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from None


# How long a server that has gone silent is waited for: for a connection, in seconds, and for what
# was sent, in milliseconds. One that refuses says so at once.
_SILENT_FOR = {"connect_timeout": "5", "tcp_user_timeout": "10000"}


def database(url: str) -> dict[str, Any]:
    """Django's dictionary for a PostgreSQL address, fit for a pool in transaction mode."""
    parsed = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    return {
        **parsed,
        "OPTIONS": {**_SILENT_FOR, **parsed.get("OPTIONS", {})},
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "ATOMIC_REQUESTS": False,
    }


def redis_database(url: str, number: int) -> str:
    """The same Redis server, another of its numbered databases."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{number}"))


def email(url: str) -> dict[str, Any]:
    """Django's settings for an EMAIL_URL.

    `smtp://`, `smtps://` and `smtp+tls://user:password@host:port` are mail servers; any other
    scheme is an anymail provider, whose settings are the query: `postmark://?server_token=...`.
    """
    parts = urlsplit(url)
    if parts.scheme in SMTP_SCHEMES:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or 25,
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            **SMTP_SCHEMES[parts.scheme],
        }
    provider = parts.scheme.replace("-", "_")
    query = {name.upper(): values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "EMAIL_BACKEND": f"anymail.backends.{provider}.EmailBackend",
        "ANYMAIL": {f"{provider.upper()}_{name}": value for name, value in query.items()},
    }
