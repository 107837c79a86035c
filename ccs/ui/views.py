"""Pages that say what is true of the whole service, and each network's stylesheet."""

from datetime import UTC, timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ccs.ui.theme import stylesheet

_GOOD_FOR: Final = timedelta(days=30)
A_YEAR = 365 * 24 * 60 * 60


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Every cookie by the name that the settings give it."""
    rows = [
        (
            settings.SESSION_COOKIE_NAME,
            _(
                "Keeps you signed in, and carries a message from one page to the next. It ends"
                " when you sign out, 2 hours, 12 hours or 2 weeks after you signed in, or half an"
                " hour, 3 hours or 3 days after you last did something, as you chose then."
            ),
        ),
        (
            settings.CSRF_COOKIE_NAME,
            _("Stops other websites from sending forms in your name. It ends after 1 year."),
        ),
        (
            settings.DEVICE_COOKIE_NAME,
            _(
                "Tells a browser you signed in with before from a new one, so that we can warn"
                " you, and remembers for 30 days where you need no second step if you asked for"
                " that. It ends 400 days after you last signed in."
            ),
        ),
        (
            settings.LANGUAGE_COOKIE_NAME,
            _("Remembers whether you chose English or Welsh. It ends when you close the browser."),
        ),
    ]
    return render(request, "pages/cookies.html", {"rows": rows})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What happens to people's information."""
    return render(request, "pages/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far the service is accessible, and how that was tested."""
    return render(request, "pages/accessibility.html")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to tell of a weakness (RFC 9116). Always good for a month: it says what is so now."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = timezone.now().astimezone(UTC) + _GOOD_FOR
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until:%Y-%m-%dT00:00:00Z}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def theme(request: HttpRequest, network: str) -> HttpResponse:
    """The network's colour. Its address changes with it, so a browser may keep it."""
    shown = request.network  # type: ignore[attr-defined]  # set by TenancyMiddleware
    text = stylesheet(colour=shown.colour, practice=shown.kind == "practice")
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    patch_cache_control(response, private=True, max_age=A_YEAR, immutable=True)
    return response
