"""Whether a person's record may be used: asked before it goes to anybody else."""

from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.problems import Problem
from referrals.rights.models import Restriction


def refuse_if_restricted(client_id: UUID) -> None:
    """The ledger refuses too: this says why."""
    if Restriction.objects.filter(client=client_id, until=None).exists():
        raise Problem(
            _("This person’s record is restricted: it cannot be sent to anybody until that ends.")
        )
