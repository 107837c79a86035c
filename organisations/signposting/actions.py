"""Details given and nothing sent: kept as that, never counted as a referral."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.capacity.models import Signpost
from organisations.needs.rules import NEEDS
from organisations.signposting.queries import services_to_give


@transaction.atomic
def give_details(
    *,
    actor: Actor,
    team_id: UUID,
    given_id: UUID,
    service_ids: Sequence[UUID] = (),
    elsewhere: Sequence[str] = (),
    needs: Sequence[str] = (),
) -> list[UUID]:
    """The ids of what was kept. `given_id` comes with the form: the same one twice is once."""
    if team_id not in actor.teams:
        raise NotAllowed(_("Choose one of your own teams."))
    if any(need not in NEEDS for need in needs):
        raise Problem(_("Choose needs from the list, and how soon each is needed."), field="needs")
    others = [text.strip() for text in elsewhere if text.strip()]
    if not service_ids and not others:
        raise Problem(_("Choose whose details to give"), field="services")
    known = set(services_to_give(actor).filter(pk__in=service_ids).values_list("pk", flat=True))
    if set(service_ids) - known:
        raise Problem(_("The details of a service you chose cannot be given."), field="services")
    about: list[tuple[UUID | None, str]] = [(key, "") for key in service_ids]
    about += [(None, text) for text in others]
    now = timezone.now()
    rows = [
        Signpost(
            id=uuid5(given_id, str(service_id or text)),
            network_id=actor.network.id,
            team_id=team_id,
            service_id=service_id,
            elsewhere=text,
            needs=list(needs),
            at=now,
        )
        for service_id, text in dict.fromkeys(about)
    ]
    ids = [row.pk for row in rows]
    if not Signpost.objects.filter(pk__in=ids).exists():
        Signpost.objects.bulk_create(rows, ignore_conflicts=True)
        record("signpost.given", actor=actor, subject_kind="team", subject_id=team_id)
    return ids
