"""What was chosen in the third step, for the steps after it: services, the desk, or both."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.directory.models import Service
from organisations.directory.queries import services_to_refer_to
from referrals.assessments.models import Assessment
from referrals.assessments.queries import referrals_of
from referrals.consent.models import Consent
from referrals.consent.rules import covers
from referrals.referrals.rules import Status

# What a page says for the desk, where it says a service's id.
DESK: Final = "desk"


@dataclass(frozen=True, slots=True)
class Chosen:
    """`desk`: the desk is to find somebody, for `desk_needs`."""

    services: list[Service]
    desk: bool
    desk_needs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.services) or self.desk

    @property
    def ids(self) -> list[UUID]:
        return [service.pk for service in self.services]

    @property
    def seen(self) -> str:
        """What a page shows, for its form to say again."""
        return " ".join([*map(str, self.ids), *([DESK] if self.desk else [])])

    def not_covered(self, consent: Consent) -> list[str]:
        """Who was chosen after they agreed, and not named to them."""
        services = [
            service.name
            for service in self.services
            if not covers(consent.organisations, service.team.organisation_id)
        ]
        return [*services, *([DESK] if self.desk and not consent.names_desk else [])]


def chosen_for(actor: Actor, assessment: Assessment) -> Chosen:
    rows = referrals_of(assessment).filter(status=Status.DRAFT)
    drafts = list(rows.values_list("service_id", "desk_team_id", "needs"))
    ids = [service for service, _desk, _needs in drafts if service]
    services = services_to_refer_to(actor).filter(pk__in=ids) if ids else Service.objects.none()
    return Chosen(
        services=list(services.order_by("name", "id")),
        desk=any(desk for _service, desk, _needs in drafts),
        desk_needs=tuple(code for _one, desk, needs in drafts if desk for code in needs),
    )
