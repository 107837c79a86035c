"""Where apps say how their messages are written. The outbox knows no words and no address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

from ccs.outbox.models import Channel


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What is known of a message that is due: ids, and what was sealed with it."""

    network_id: UUID | None
    recipient_id: UUID
    subject_id: UUID
    event_id: UUID
    channel: str = Channel.EMAIL
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


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text message to the person helped, in words already, to a number as it is stored.

    `reply` names who takes an answer to it (`ccs.texts.registry`), if one is expected.
    """

    to: str
    body: str
    reply: str = ""
    replies_for: timedelta = timedelta(days=14)


@dataclass(frozen=True)
class Nobody:
    """It cannot be told, and a code why: no number, or no longer safe. `on_failed` hears of it."""

    code: str


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A message that did not reach whom it was for: ids, and a code why."""

    network_id: UUID
    template: str
    channel: str
    recipient_id: UUID
    subject_id: UUID
    event_id: UUID
    code: str


# None: there is nobody to tell any more, and nothing to say about it.
Written = Letter | Text | Nobody | None
Builder = Callable[[Notice], Written]
OnFailed = Callable[[Failure], None]
_builders: dict[str, Builder] = {}
_on_failed: dict[str, OnFailed] = {}


def register(template: str, build: Builder, *, on_failed: OnFailed | None = None) -> None:
    """Say who writes `template`. For `apps.ready()`.

    An email is `templates/email/<template>.txt` and `.html`. `build` runs inside the network's
    `system` context, or outside any when the notice has none. `on_failed` runs in that context
    too, once for each message that did not arrive, in the transaction that notes it.
    """
    _builders[template] = build
    if on_failed:
        _on_failed[template] = on_failed


def link_to(url_name: str, **kwargs: object) -> str:
    """The whole address of a page, for a reader who is not on the site."""
    return f"{settings.SITE_URL}{reverse(url_name, kwargs=kwargs)}"


def builder_of(template: str) -> Builder:
    return _builders[template]


def told_of_failure(template: str) -> OnFailed | None:
    return _on_failed.get(template)


def registered() -> frozenset[str]:
    return frozenset(_builders)
