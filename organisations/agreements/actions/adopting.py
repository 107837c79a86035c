"""A network begins with the templates of its country."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from networks.networks.queries import network_by_id
from organisations.agreements.models import AgreementVersion, Kind
from organisations.agreements.rules import exact_text, hash_of
from organisations.agreements.texts import template_of


@transaction.atomic
def adopt_templates(
    *, network_id: UUID, at: datetime | None = None, renew_months: int | None = None
) -> None:
    """Version 1 of each agreement, in force at once. One that the network has already stays.

    For the founding of a network, in its `system` context.
    """
    now, network = at or timezone.now(), network_by_id(network_id)
    there = set(AgreementVersion.objects.filter(network=network_id).values_list("kind", flat=True))
    for kind in Kind:
        if kind in there:
            continue
        template = template_of(kind, country=network.country, network=network.name)
        months = renew_months or template.renew_months
        AgreementVersion.objects.create(
            network=network,
            kind=kind,
            number=1,
            clauses=[clause.as_row for clause in template.clauses],
            renew_months=months,
            text_sha256=hash_of(exact_text(kind, 1, template.clauses, months)),
            published_at=now,
            in_force_from=now,
        )
