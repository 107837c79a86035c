"""A leaflet's words, finished: the layout decides nothing but where they stand."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments, phones, theme
from networks.networks.models import Network
from organisations.capacity.rules import State
from organisations.directory.hours import hours_in_words
from organisations.directory.models import Location, Service, ServiceArea
from organisations.directory.wording import area_in_words, languages_in_words
from organisations.leaflet.queries import Listed
from organisations.leaflet.rules import DESCRIPTION, Choice, printable
from organisations.needs.rules import need_labels
from organisations.public.presenters import calls_of, organisation_of
from organisations.public.service_page import access, who_for

Value = dict[str, str]
Row = tuple[str, list[Value]]
_MOST_PLACES = 2


def leaflet_of(
    network: Network, choice: Choice, listed: Listed, *, area: str, address: str, now: datetime
) -> dict[str, Any]:
    """All strings. `address` is the path at which the same services stand on the site."""
    heading = _("Help in %(area)s") % {"area": area} if area else _("Find help near you")
    needs = ", ".join(need_labels(list(choice.needs))) or _("All kinds of help")
    colour = theme.safe_colour(network.colour)
    shown = f"{settings.SITE_URL}{address}".split("://", 1)[-1]
    today = moments.full_date(localtime(now).date())
    return {
        "language": choice.language,
        "title": f"{heading}: {needs}",
        "network": network.name,
        "heading": heading,
        "about_needs": needs,
        "colour": colour,
        "on_colour": theme.text_on(colour),
        "danger": _("In danger now? Call 999."),
        "helpline_title": _("Not sure who to ask?"),
        "helpline": _helpline(network),
        "services_title": _("Who can help"),
        "services": [_service(one, listed.areas, now) for one in listed.services],
        "more_left": listed.more,
        "more": _("More services can help. Find them all at %(address)s") % {"address": shown},
        "more_about": _("There is more to say about these services. Read it at %(address)s")
        % {"address": shown},
        "about_title": _("About this leaflet"),
        "about": _about(network),
        "address_label": _("To see what is right today:"),
        "address": f"{settings.SITE_URL}{address}",
        "address_shown": shown,
        "made": _("Made on %(date)s") % {"date": today},
        "notes_title": _("Your notes"),
        "notes": [_("Who I spoke to"), _("What they said"), _("What happens next")],
        # Filled in by the layout, which alone knows the numbers.
        "page": _("Page %(number)s of %(total)s") % {"number": "{n}", "total": "{of}"},
    }


def _about(network: Network) -> list[str]:
    return [
        _("Call before you go. Times and places can change."),
        _("Tell them if you need an interpreter, or help to get there."),
        _("You do not need anybody’s permission to call these services."),
        _("Made for you by %(network)s.") % {"network": network.name},
    ]


def _helpline(network: Network) -> list[Row]:
    return _rows(
        (_("Phone"), [_phone(network.helpline_phone)] if network.helpline_phone else []),
        (_("Email"), _emails([network.helpline_email])),
        (_("When"), _plain([network.helpline_hours])),
    )


def _service(service: Service, areas: dict[str, str], now: datetime) -> dict[str, Any]:
    organisation = organisation_of(service)
    return {
        "name": printable(service.name),
        "organisation": printable(organisation) if organisation != service.name else "",
        "notice": _notice(service, now),
        "description": printable(service.description, most=DESCRIPTION),
        "rows": _rows(
            (_("Phone"), [_value(call.number, call.href) for call in calls_of(service)]),
            (_("Email"), _emails(row.email for row in service.contacts.all())),
            (_("Website"), _website(service.url)),
            (_("Where"), _plain(_places(service))),
            (_("When"), _plain(hours_in_words(service.schedules.all(), today=_today(now)))),
            (_("For"), _plain([*_who(service), *_living(service, areas)])),
            (_("Cost"), _plain([service.fees])),
            (_("How to get help"), _plain([service.how_to_apply])),
            (_("Languages"), _plain([languages_in_words(service.languages)])),
            (_("Access"), _plain([access(service)])),
        ),
    }


def _notice(service: Service, now: datetime) -> str:
    """What somebody should know before they set out, with the day on which it was so."""
    capacity = next(iter(service.capacities.all()), None)
    if capacity and capacity.state == State.PAUSED:
        day = moments.full_date(_today(now))
        return _("Could not take new people on %(date)s. Call first.") % {"date": day}
    return printable(service.alert)


def _who(service: Service) -> list[str]:
    return [line for row in service.eligibilities.all() for line in who_for(row)]


def _living(service: Service, areas: dict[str, str]) -> list[str]:
    """Where people have to live; nothing for a service of the whole network."""
    rows = list(service.areas.all())
    if not rows or any(row.kind == ServiceArea.Kind.NETWORK for row in rows):
        return []
    named = ", ".join(sorted(area_in_words(row.kind, row.code, names=areas) for row in rows))
    return [_("People who live in %(areas)s") % {"areas": named}]


def _places(service: Service) -> list[str]:
    return [_address(row.location) for row in service.at_locations.all()][:_MOST_PLACES]


def _address(place: Location) -> str:
    parts = (place.name, place.address, place.city, place.postcode)
    return ", ".join(part for part in parts if part)


def _today(now: datetime) -> Any:
    return localtime(now).date()


def _rows(*rows: tuple[str, Sequence[Value]]) -> list[Row]:
    """What is not said is left out."""
    return [(name, list(values)) for name, values in rows if values]


def _value(text: str, to: str = "") -> Value:
    return {"text": printable(text), **({"to": to} if to else {})}


def _plain(texts: Iterable[str]) -> list[Value]:
    """One after another in a row: a full stop would end it."""
    found = [text.strip() for text in texts if text.strip()]
    return [_value(text.rstrip(".") if len(found) > 1 else text) for text in found]


def _emails(addresses: Iterable[str]) -> list[Value]:
    return [_value(one, f"mailto:{one}") for one in dict.fromkeys(addresses) if one]


def _website(url: str) -> list[Value]:
    return [_value(url.split("://", 1)[-1].rstrip("/"), url)] if url else []


def _phone(number: str) -> Value:
    return _value(phones.shown(number), f"tel:{number.replace(' ', '')}")
