"""Questions to the helpline, and what its help pages are about."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """A part of the product: where a question came up, and beside what a page belongs."""

    SIGNING_IN = "signing_in", _("Signing in")
    REFERRING = "referring", _("Making a referral")
    ANSWERING = "answering", _("Answering and closing referrals")
    PEOPLE = "people", _("The people you help")
    AFTERCARE = "aftercare", _("Aftercare")
    CAPACITY = "capacity", _("Services and capacity")
    MEMBERS = "members", _("Your organisation and its people")
    OTHER = "other", _("Something else")


# By the part of an address after the network's name.
TOPICS_OF_PAGES: Final[dict[str, Topic]] = {
    "refer": Topic.REFERRING,
    "referrals": Topic.ANSWERING,
    "people": Topic.PEOPLE,
    "aftercare": Topic.AFTERCARE,
    "capacity": Topic.CAPACITY,
    "services": Topic.CAPACITY,
    "members": Topic.MEMBERS,
    "joining": Topic.MEMBERS,
    "agreements": Topic.MEMBERS,
    "profile": Topic.SIGNING_IN,
}


class State(TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")


class Channel(TextChoices):
    PAGE = "page", _("Here")
    PHONE = "phone", _("By telephone")
    EMAIL = "email", _("By email")


class Said(TextChoices):
    """What was written under a question."""

    ANSWER = "answer", _("The desk’s answer")
    FURTHER = "further", _("Asked on")


class Happened(TextChoices):
    """To a help page."""

    WRITTEN = "written", _("Written")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SHOWN = "shown", _("Shown again")


LONGEST_QUESTION: Final = 2000
LONGEST_ANSWER: Final = 6000
# In working days: after that the desk is reminded, once.
WAITS_AT_MOST: Final = 1
