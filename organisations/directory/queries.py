"""Reading the directory of one network."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.db.models.lookups import GreaterThan

from ccs.tenancy.actor import Actor
from organisations.agreements.models import AgreementSignature
from organisations.capacity.models import Capacity
from organisations.capacity.rules import State
from organisations.directory.models import ReplyFigure, Service, ServiceNeed
from organisations.needs.rules import needs_named

# How alike a typed word and a name must be: "iland" finds "Island", "advise" finds "Advice".
_ALIKE = 0.45
# More words than these tell nothing more, and cost.
_WORDS = 6


def published_services(actor: Actor) -> QuerySet[Service]:
    """With team, organisation, needs, capacity, and `signed`: may a letter be sent there?"""
    return (
        Service.objects.filter(network_id=actor.network.id, status=Service.Status.PUBLISHED)
        .filter(team__closed_on=None, team__organisation__left_on=None)
        .select_related("team__organisation")
        .prefetch_related(
            Prefetch("service_needs", queryset=ServiceNeed.objects.order_by("need__position")),
            Prefetch("capacities", queryset=Capacity.objects.all()),
        )
        .annotate(signed=Exists(_signatures()))
    )


def services_to_refer_to(actor: Actor) -> QuerySet[Service]:
    return published_services(actor).filter(team__organisation__receives_referrals=True)


def open_services(actor: Actor) -> QuerySet[Service]:
    """Those that something can be sent to now."""
    found = services_to_refer_to(actor).filter(Exists(_signatures()))
    return found.filter(capacities__state=State.OPEN)


def find_services(
    actor: Actor, *, needs: Collection[str] = (), text: str = "", only_open: bool = False
) -> list[Service]:
    """Services that meet any of the needs, most met first, open before paused; text by likeness.

    A network has a few hundred services at most: they are filtered by the network's index
    and ranked here.
    """
    found = services_to_refer_to(actor).filter(_matches(text))
    if needs:
        found = found.filter(_meets(needs))
    if only_open:
        found = found.filter(capacities__state=State.OPEN)
    return ranked(found, needs)


def services_to_choose(
    actor: Actor,
    *,
    wanted: Collection[str],
    text: str = "",
    everything: bool = False,
    also: Collection[UUID] = (),
) -> list[Service]:
    """What meets the needs, or what the text finds among all; and what is ticked already."""
    found = services_to_refer_to(actor)
    if text.strip() or not everything:
        shown = _matches(text) if text.strip() else _meets(wanted)
        found = found.filter(shown | Q(pk__in=also))
    return ranked(found, wanted)


def ranked(services: Iterable[Service], needs: Collection[str]) -> list[Service]:
    return sorted(services, key=lambda service: _rank(service, frozenset(needs)))


def service_for(actor: Actor, service_id: UUID) -> Service | None:
    return published_services(actor).filter(pk=service_id).first()


def scheme_of(team_id: UUID) -> str:
    """The crisis scheme that a team runs, if it runs one."""
    named = Service.objects.filter(team_id=team_id).exclude(scheme="").order_by("name")
    return named.values_list("scheme", flat=True).first() or ""


def capacity_of(service: Service) -> Capacity:
    return service.capacities.all()[0]


def is_signed(service: Service) -> bool:
    """Whether a letter may be sent there, as `published_services` annotated it."""
    return bool(vars(service)["signed"])


def reply_figures_of(organisation_id: UUID) -> dict[UUID | None, ReplyFigure]:
    """How an organisation answered lately: by service, and as a whole under None."""
    rows = ReplyFigure.objects.filter(organisation_id=organisation_id)
    return {row.service_id: row for row in rows}


def _signatures() -> QuerySet[AgreementSignature]:
    return AgreementSignature.objects.filter(organisation=OuterRef("team__organisation"))


def _meets(needs: Collection[str]) -> Q:
    return Q(Exists(ServiceNeed.objects.filter(service=OuterRef("pk"), need__in=needs)))


def _matches(text: str) -> Q:
    """Every word in the names, the description or a need; in names a letter may be wrong."""
    found = Q()
    for word in text.split()[:_WORDS]:
        called = Concat("name", Value(" "), "team__name", Value(" "), "team__organisation__name")
        found &= (
            Q(name__icontains=word)
            | Q(description__icontains=word)
            | Q(team__name__icontains=word)
            | Q(team__organisation__name__icontains=word)
            | Q(GreaterThan(TrigramWordSimilarity(word, called), _ALIKE))
            | _meets(needs_named(word))
        )
    return found


def _rank(service: Service, needs: frozenset[str]) -> tuple[int, bool, str, UUID]:
    met = sum(1 for row in service.service_needs.all() if row.need_id in needs)
    return (
        -met,
        capacity_of(service).state == State.PAUSED,
        service.name.lower(),
        service.pk,
    )
