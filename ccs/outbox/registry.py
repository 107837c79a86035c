"""Where apps say how their emails are written. The outbox itself knows no words and no address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What is known of an email that is due: ids, and what was sealed with it."""

    network_id: UUID | None
    recipient_id: UUID
    subject_id: UUID
    event_id: UUID
    sealed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An email addressed and worded, but not yet rendered.

    `subject` and the values of `context` may be lazy translations: they are put into words in
    `language`. `sender` is the name people see, usually the network's. `page` is the file to
    render where several templates share one.
    """

    to: str
    language: str
    subject: str | Promise
    context: Mapping[str, Any] = field(default_factory=dict)
    sender: str = ""
    page: str = ""


# None: there is nobody to tell any more.
Builder = Callable[[Notice], Letter | None]
_builders: dict[str, Builder] = {}


def register(template: str, build: Builder) -> None:
    """Say who writes `templates/email/<template>.txt` and `.html`. For `apps.ready()`.

    `build` runs inside the network's `system` context, or outside any when the notice has none.
    """
    _builders[template] = build


def link_to(url_name: str, **kwargs: object) -> str:
    """The whole address of a page, for a reader who is not on the site."""
    return f"{settings.SITE_URL}{reverse(url_name, kwargs=kwargs)}"


def builder_of(template: str) -> Builder:
    return _builders[template]


def registered() -> frozenset[str]:
    return frozenset(_builders)
