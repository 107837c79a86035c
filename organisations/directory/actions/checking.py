"""What a service may not say, and what it must say before anybody sees it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.problems import Problem
from organisations.directory.actions.details import ServiceDetails
from organisations.directory.models import Location, ServiceArea
from organisations.directory.rules import ITEMS, Attending, Audience, Route
from organisations.members.models import Organisation, Team
from organisations.needs.rules import NEEDS

_Fault = tuple[str, str | Promise]


def check(details: ServiceDetails, *, team: Team) -> None:
    """Raises a Problem, at the field it is about, for what makes no sense or is not theirs."""
    _raise_first(_faults(details))
    _check_locations(details, team)
    _check_routes(details, team)


def check_publishable(details: ServiceDetails, *, team: Team) -> None:
    """Raises a Problem with the first thing that is missing or must not be shown."""
    _raise_first(missing(details))
    if details.audience == Audience.PUBLIC:
        secret = _locations(details, team).filter(is_secret=True).first()
        if secret:
            raise Problem(secret_is_never_public(secret), field="audience")


def secret_is_never_public(location: Location) -> str:
    return str(
        _(
            "“%(place)s” is a secret place. A service with a secret place cannot be shown to"
            " everybody. Choose “Members of the network only”, or take the place out."
        )
        % {"place": location.name}
    )


def missing(details: ServiceDetails) -> Iterator[_Fault]:
    """What a service must still say before it can be published, field by field."""
    if not details.description.strip():
        yield "description", _("Say what the service does.")
    if not details.needs:
        yield "needs", _("Choose at least one need that the service helps with.")
    if details.route != Route.ANYONE and not details.routes:
        yield "routes", _("Choose at least one organisation that may refer.")
    if details.route == Route.CONTRACT and any(row.places is None for row in details.routes):
        yield "routes", _("Say how many places each contract has.")


def _raise_first(faults: Iterable[_Fault]) -> None:
    for field, message in faults:
        raise Problem(message, field=field)


def _faults(details: ServiceDetails) -> Iterator[_Fault]:
    for field, message, is_wrong in _RULES:
        if is_wrong(details):
            yield field, message


def _is_link(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _ages_cross(details: ServiceDetails) -> bool:
    low, high = details.eligibility.minimum_age, details.eligibility.maximum_age
    return low is not None and high is not None and low > high


def _area_is_wrong(kind: str, code: str) -> bool:
    return kind not in ServiceArea.Kind.values or (kind == ServiceArea.Kind.NETWORK) == bool(code)


_RULES: Final[tuple[tuple[str, Promise, Callable[[ServiceDetails], bool]], ...]] = (
    ("name", _("Enter the name of the service."), lambda it: not it.name.strip()),
    ("needs", _("Choose needs from the list."), lambda it: not set(it.needs) <= NEEDS.keys()),
    (
        "information_needed",
        _("Choose what to ask from the list."),
        lambda it: not set(it.information_needed) <= ITEMS.keys(),
    ),
    (
        "attending",
        _("Choose ways to be seen from the list."),
        lambda it: not set(it.attending) <= set(Attending.values),
    ),
    (
        "audience",
        _("Choose who may see the service."),
        lambda it: it.audience not in Audience.values,
    ),
    ("route", _("Choose who may refer."), lambda it: it.route not in Route.values),
    (
        "self_referral",
        _("Only a service that everybody can see can be asked by people themselves."),
        lambda it: it.self_referral and it.audience != Audience.PUBLIC,
    ),
    (
        "url",
        _("Enter a web address that starts with https://"),
        lambda it: bool(it.url) and not _is_link(it.url),
    ),
    (
        "documents",
        _("Give each document a name, and a web address that starts with https://"),
        lambda it: any(not row.name or not _is_link(row.url) for row in it.documents),
    ),
    ("maximum_age", _("The oldest age must not be below the youngest."), _ages_cross),
    (
        "areas",
        _("Choose an area that we know."),
        lambda it: any(_area_is_wrong(*row) for row in it.areas),
    ),
    (
        "schedules",
        _("Closing time must be after opening time."),
        lambda it: any(row.opens_at >= row.closes_at for row in it.schedules),
    ),
    (
        "closures",
        _("The last day must not be before the first."),
        lambda it: any(row.starts_on > row.ends_on for row in it.closures),
    ),
)


def _locations(details: ServiceDetails, team: Team) -> QuerySet[Location]:
    here = Location.objects.filter(network_id=team.network_id, organisation=team.organisation)
    return here.filter(pk__in=details.locations).order_by("name", "id")


def _check_locations(details: ServiceDetails, team: Team) -> None:
    if details.locations and _locations(details, team).count() != len(set(details.locations)):
        raise Problem(_("Choose places of this organisation."), field="locations")


def _check_routes(details: ServiceDetails, team: Team) -> None:
    named = [row.organisation_id for row in details.routes]
    if len(named) != len(set(named)):
        raise Problem(_("Name each organisation once."), field="routes")
    here = Organisation.objects.filter(network_id=team.network_id, pk__in=named, left_on=None)
    if named and here.count() != len(named):
        raise Problem(_("Choose organisations of this network."), field="routes")
