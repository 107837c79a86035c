"""Which roles exist, what each is held on, and what each may do."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.actor import Actor


class RoleName(TextChoices):
    WORKER = "worker", _("Worker")
    MANAGER = "manager", _("Manager")
    COORDINATOR = "coordinator", _("Coordinator")
    ANALYST = "analyst", _("Analyst")


# The object permission that stands for each role.
CODENAMES: Final[dict[RoleName, str]] = {
    RoleName.WORKER: "work",
    RoleName.MANAGER: "manage",
    RoleName.COORDINATOR: "coordinate",
    RoleName.ANALYST: "analyse",
}
ROLES: Final[dict[str, RoleName]] = {codename: role for role, codename in CODENAMES.items()}


def can_refer(actor: Actor) -> bool:
    return bool(actor.teams) and actor.refers


def can_coordinate(actor: Actor) -> bool:
    return RoleName.COORDINATOR in actor.roles


def can_manage_people(actor: Actor) -> bool:
    return can_coordinate(actor) or RoleName.MANAGER in actor.roles


def can_read_reports(actor: Actor) -> bool:
    return can_coordinate(actor) or RoleName.ANALYST in actor.roles
