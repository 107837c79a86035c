"""The contact begins: now there is an organisation, with somebody who manages it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.problems import Conflict
from organisations.joining.actions.changing import become, check_state, lock, noted
from organisations.joining.links import Invited as Link
from organisations.joining.models import Joining, State
from organisations.joining.rules import INSIDE
from organisations.members.actions import Invited, NewOrganisation, add_organisation, enrol
from organisations.members.models import Organisation


@transaction.atomic
def start(*, link: Link) -> Joining:
    """By the link of the invitation, in the network's `system` context; twice is once.

    Nothing is sent: the account is the address that the invitation went to.
    """
    joining = lock(link.joining_id, network_id=link.network_id)
    if joining.state in (*INSIDE, State.LIVE):
        return joining
    check_state(joining, State.INVITED)
    if joining.invitations != link.number:
        raise Conflict(_("We sent you a newer invitation. Use the link in that email."))
    now = timezone.now()
    organisation = _organisation(joining)
    become(joining, State.STARTED, at=now, started_at=now, organisation=organisation)
    enrol(
        network_id=joining.network_id,
        invited=Invited(
            email=joining.contact_email,
            name=joining.contact_name,
            language=joining.language,
            teams=tuple(organisation.teams.values_list("pk", flat=True)),
            manages=(organisation.pk,),
        ),
    )
    noted("started", joining)
    return joining


def _organisation(joining: Joining) -> Organisation:
    """One that began before and came to nothing begins again where it was."""
    here = Organisation.objects.filter(network_id=joining.network_id, name=joining.name)
    before = here.first()
    if before is None:
        return add_organisation(
            network_id=joining.network_id,
            details=NewOrganisation(
                name=joining.name, sector=joining.sector, description=joining.about
            ),
            registered_on=None,
        )
    if before.left_on is None or before.registered_on:
        raise Conflict(
            _("An organisation of this name is in the network already. Please ask the desk.")
        )
    before.left_on = None
    before.save(update_fields=["left_on"])
    return before
