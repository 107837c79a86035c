"""Councils, and others, whose own accounts sign in here too: by OpenID Connect, one by one."""

import os
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from ccs.settings.environment import Problems, words

_KEY: Final = "[a-z][a-z0-9]{0,29}"
_DOMAIN: Final = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
# What says that an address was checked to be the person's. The second is Microsoft Entra's.
_VERIFIED_BY: Final = ("email_verified", "xms_edov")


@dataclass(frozen=True)
class Council:
    """`key` stands in addresses; `label` on the button; `domains` are those it may speak for.

    `amr` and `acr` are the words that mean two factors there; without any, its word is never
    taken for a second step. `max_age`, in seconds, is how long ago somebody may have signed in.
    """

    key: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str
    domains: frozenset[str]
    amr: frozenset[str] = frozenset()
    acr: frozenset[str] = frozenset()
    verified_by: str = _VERIFIED_BY[0]
    max_age: int | None = None


def councils_in_environment(
    problems: Problems, *, on_localhost: bool = False
) -> dict[str, Council]:
    """Those that `COUNCIL_SIGN_IN` names; what is missing or unsafe about them is remembered."""
    found = {key: _council(problems, key) for key in words("COUNCIL_SIGN_IN")}
    for one in found.values():
        _refuse_unsafe(problems, one, on_localhost=on_localhost)
    domains = [domain for one in found.values() for domain in one.domains]
    problems.refuse(
        "two councils of COUNCIL_SIGN_IN have the same domain or issuer",
        when=len(domains) > len(set(domains))
        or len(found) > len({one.issuer for one in found.values()}),
    )
    return found


def is_safe_address(address: str, *, on_localhost: bool) -> bool:
    """https, or a server on this very machine where that is allowed."""
    parts = urlsplit(address)
    local = on_localhost and parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
    return bool(parts.hostname) and (parts.scheme == "https" or local)


def _council(problems: Problems, key: str) -> Council:
    name = f"COUNCIL_{key.upper()}"
    hours = os.environ.get(f"{name}_MAX_AGE_HOURS", "").strip()
    problems.refuse(
        f"{name}_MAX_AGE_HOURS must be a whole number", when=bool(hours) and not hours.isdecimal()
    )
    return Council(
        key=key,
        issuer=problems.required(f"{name}_ISSUER"),
        client_id=problems.required(f"{name}_CLIENT_ID"),
        client_secret=problems.required(f"{name}_CLIENT_SECRET"),
        label=problems.required(f"{name}_LABEL"),
        domains=frozenset(word.lower() for word in words(f"{name}_DOMAINS")),
        amr=frozenset(words(f"{name}_AMR")),
        acr=frozenset(words(f"{name}_ACR")),
        verified_by=os.environ.get(f"{name}_VERIFIED_BY", "").strip() or _VERIFIED_BY[0],
        max_age=int(hours) * 3600 if hours.isdecimal() else None,
    )


def _refuse_unsafe(problems: Problems, one: Council, *, on_localhost: bool) -> None:
    name = f"COUNCIL_{one.key.upper()}"
    problems.refuse(
        "COUNCIL_SIGN_IN must hold short names of small letters and digits",
        when=not re.fullmatch(_KEY, one.key),
    )
    problems.refuse(
        f"{name}_ISSUER must start with https:// and have no ? or #",
        when=bool(one.issuer)
        and (
            not is_safe_address(one.issuer, on_localhost=on_localhost)
            or bool({*"?#"} & {*one.issuer})
        ),
    )
    problems.refuse(
        f"{name}_DOMAINS must hold what stands after the @ of its email addresses",
        when=not one.domains or not all(re.fullmatch(_DOMAIN, domain) for domain in one.domains),
    )
    problems.refuse(
        f"{name}_VERIFIED_BY must be one of {', '.join(_VERIFIED_BY)}",
        when=one.verified_by not in _VERIFIED_BY,
    )
