"""The browsers that somebody signs in with: known, new, and trusted for a month."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from secrets import token_urlsafe
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from ccs.accounts.models import KnownDevice, User
from ccs.accounts.presenters import device_name
from ccs.outbox.actions import enqueue_sealed

TRUSTED_FOR = timedelta(days=30)
# As long as browsers keep a cookie.
KNOWN_FOR = timedelta(days=400)
_NEW_KEY = "_device_key"


class DeviceMiddleware:
    """Gives the browser in which somebody signed in for the first time a key of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        key = vars(request).get(_NEW_KEY)
        if key:
            response.set_cookie(
                settings.DEVICE_COOKIE_NAME,
                key,
                max_age=KNOWN_FOR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def is_trusted(request: HttpRequest, user: User) -> bool:
    """Whether somebody who took the second step here said that this browser need not ask again."""
    return _here(request, user).filter(trusted_until__gt=timezone.now()).exists()


def known_browser(request: HttpRequest, email: str) -> str:
    """What this browser's key is kept as, if whoever has this address signed in here before."""
    hashed = _hash(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    known = KnownDevice.objects.filter(user__email=email, key_hash=hashed).exists()
    return hashed if known else ""


def is_here(request: HttpRequest, device: KnownDevice) -> bool:
    return device.key_hash == _hash(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))


def trusted_devices(user: User) -> list[KnownDevice]:
    found = KnownDevice.objects.filter(user=user, trusted_until__gt=timezone.now())
    return list(found.order_by("first_seen_at"))


def seen(request: HttpRequest, user: User, *, tells: bool, trust: bool = False) -> None:
    """Write down that somebody signs in here; with `tells` they hear of a browser that is new."""
    now = timezone.now()
    key = request.COOKIES.get(settings.DEVICE_COOKIE_NAME) or token_urlsafe(32)
    agent = request.META.get("HTTP_USER_AGENT", "")[:200]
    device, new = KnownDevice.objects.get_or_create(
        user=user,
        key_hash=_hash(key),
        defaults={"user_agent": agent, "first_seen_at": now, "last_seen_at": now},
    )
    device.user_agent, device.last_seen_at = agent, now
    if trust:
        device.trusted_until = now + TRUSTED_FOR
    device.save(update_fields=["user_agent", "last_seen_at", "trusted_until"])
    # Given anew each time: a browser that is used does not forget.
    vars(request)[_NEW_KEY] = key
    if new and tells:
        _tell(user, agent)


def stop_trusting(user: User, *, device_id: UUID | None = None) -> None:
    """One browser, or all: the next sign-in there takes the second step again."""
    found = KnownDevice.objects.filter(user=user)
    if device_id:
        found = found.filter(pk=device_id)
    found.update(trusted_until=None)


def forget_old_devices() -> None:
    KnownDevice.objects.filter(last_seen_at__lt=timezone.now() - KNOWN_FOR).delete()


def _tell(user: User, agent: str) -> None:
    enqueue_sealed(
        "new_device",
        user_id=user.pk,
        lifetime=timedelta(days=2),
        payload={"device": device_name(agent), "language": get_language() or "en"},
    )


def _here(request: HttpRequest, user: User) -> QuerySet[KnownDevice]:
    key = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return KnownDevice.objects.filter(user=user, key_hash=_hash(key))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
