from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ccs.accounts.models import User
from ccs.audit.models import AuditRecord
from ccs.logs.request_id import current_request_id
from ccs.tenancy.context import Context, Role, enter
from ccs.tenancy.problems import NotAllowed, Problem
from networks.programme.models import Programme, ProgrammeRole
from networks.programme.queries import oversees_programme

NAME = "Coordinated Community Support"


@transaction.atomic
def appoint(email: str) -> bool:
    """Give an address the role `programme`; False when it had it. Nobody is told.

    The account is the invitation: signing in asks for a code at that address.
    """
    user = User.objects.for_email(email)
    with enter(Context(role=Role.SYSTEM)):
        programme = Programme.objects.get_or_create(name=NAME)[0]
        oversee = Permission.objects.get(
            codename="oversee", content_type__app_label="networks", content_type__model="programme"
        )
        _role, created = ProgrammeRole.objects.get_or_create(
            user=user, permission=oversee, content_object=programme
        )
    return created


def create(*, user_id: UUID, wanted: Mapping[str, Any], keep: bool = True) -> None:
    """A network as the command makes it. Whoever asks gets no access to it.

    Without `keep` all of it is done and undone: what is wrong shows before anything is made.
    """
    if not oversees_programme(user_id):
        raise NotAllowed(_("Only the programme’s team can make networks."))
    try:
        with transaction.atomic():
            network = import_string(settings.FOUND_NETWORK)(**wanted)
            _write_down(user_id, network.pk)
            if not keep:
                transaction.set_rollback(True)
    except IntegrityError as error:
        # Two at once: the other one's was first.
        raise Problem(
            _("There is already a network with this short address."), field="slug"
        ) from error


def _write_down(user_id: UUID, network_id: UUID) -> None:
    """By the account: who oversees the programme is no member of the network."""
    with enter(Context(network=network_id, user=user_id)):
        AuditRecord.objects.create(
            network_id=network_id,
            at=timezone.now(),
            action="network.created",
            user_id=user_id,
            subject_kind="network",
            subject_id=network_id,
            request_id=current_request_id(),
        )
