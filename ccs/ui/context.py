"""What every page knows without being told by its view."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ccs.tenancy.slugs import PRACTICE
from ccs.ui import navigation
from ccs.ui.languages import OWN_NAMES

# Of the pages; what is for the person helped is in more languages.
PAGES_IN = {code: OWN_NAMES[code] for code, _name in settings.LANGUAGES}


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page: whose it is, which network, where one can go from here."""
    actor, network = getattr(request, "actor", None), getattr(request, "network", None)
    return {
        "service_name": settings.SERVICE_NAME,
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": languages(network),
        "actor": actor,
        "network": network,
        "signed_in": lazily(lambda: is_signed_in(request)),
        "memberships": lazily(lambda: memberships(request)),
        "navigation": lazily(lambda: navigation.links(actor, request.path)),
        "account_links": lazily(lambda: navigation.links(actor, request.path, account=True)),
        "footer_links": footer_links(),
        "home": f"/{network.slug}/" if network else "/",
        "theme": theme_address(network) if network else "",
        "practice": bool(network and network.kind == "practice"),
        "live_home": f"/{network.slug.removesuffix(PRACTICE)}/" if network else "/",
        "here": request.get_full_path(),
    }


def lazily(make: Callable[[], Any]) -> Any:
    """Made when a template asks: an error page asks for none of it, so that it cannot fail."""
    return SimpleLazyObject(make)


def is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in, inside a network or not."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def memberships(request: HttpRequest) -> list[dict[str, str]]:
    """The other networks of the person signed in: dictionaries with `name` and `href`."""
    if not settings.SWITCHER or not is_signed_in(request):
        return []
    found: list[dict[str, str]] = import_string(settings.SWITCHER)(request)
    return found


def languages(network: Any) -> list[dict[str, Any]]:
    """The languages to offer, by their own names; none when there is nothing to choose."""
    now = get_language() or settings.LANGUAGE_CODE
    offered = list(network.languages) if network else list(PAGES_IN)
    if now not in offered and now in PAGES_IN:
        offered.append(now)
    if offered == [now]:
        return []
    return [{"code": code, "name": PAGES_IN[code], "current": code == now} for code in offered]


def footer_links() -> list[dict[str, str]]:
    """The plain pages that every page leads to."""
    return [
        {"href": reverse("cookies"), "text": _("Cookies")},
        {"href": reverse("privacy"), "text": _("Privacy")},
        {"href": reverse("accessibility"), "text": _("Accessibility")},
    ]


def theme_address(network: Any) -> str:
    """The network's stylesheet. The colour is in the address, so that it can be cached for ever."""
    address = reverse("theme", kwargs={"network": network.slug})
    return f"{address}?{urlencode({'v': f'{network.colour}{network.kind}'})}"
