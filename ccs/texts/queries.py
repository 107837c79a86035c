"""Whether there are texts at all."""

from django.conf import settings


def texts_are_on() -> bool:
    """Whether this site can send texts: pages ask before they offer one."""
    return bool(settings.NOTIFY_API_KEY)
