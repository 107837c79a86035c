"""How long a person stays signed in, by who else uses the device."""

import re
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Device(TextChoices):
    """The answer to "Do other people use this device?"."""

    SHARED = "shared", _("Yes, it is shared")
    USUAL = "usual", _("Sometimes, or I am not sure")
    OWN = "own", _("No, only I use it")


SIGNED_IN_FOR = {
    Device.SHARED: timedelta(hours=2),
    Device.USUAL: timedelta(hours=12),
    Device.OWN: timedelta(days=14),
}


# Who sits with somebody for an hour, or eats, comes back to what they were doing.
UNUSED_FOR = {
    Device.SHARED: timedelta(minutes=30),
    Device.USUAL: timedelta(hours=3),
    Device.OWN: timedelta(days=3),
}


def is_idle(device: str, *, used_at: float | None, now: float) -> bool:
    """Whether a session was left alone for too long. Each sign-in says when that begins."""
    return used_at is not None and now - used_at > UNUSED_FOR[Device(device)].total_seconds()


def signed_in_until(device: str, *, now: datetime) -> datetime:
    """The end of a session: fixed at sign-in, so that staying busy does not put it off."""
    return now + SIGNED_IN_FOR[Device(device)]


def name_from(email: str) -> str:
    """What to call somebody of whom only the address is known: `jo.sample@` is Jo Sample."""
    return re.sub(r"[._+-]+", " ", email.partition("@")[0]).strip().title()
