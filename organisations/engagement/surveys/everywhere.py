"""The programme's survey: a wave of its own in each live network, to be read side by side."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.models import AuditRecord
from ccs.logs.request_id import current_request_id
from ccs.tenancy.context import Context, enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed
from networks.programme.queries import live_networks, oversees_programme
from organisations.engagement.surveys.actions import check_asking, write_wave
from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.rules import Asking


@transaction.atomic
def open_everywhere(*, user_id: UUID, asking: Asking, series: UUID) -> int:
    """In how many networks it is open now. Sent twice, it is opened once.

    One network at a time, in a context of that one alone.
    """
    if not oversees_programme(user_id):
        raise NotAllowed(_("Only the programme’s team can ask every network."))
    check_asking(asking)
    networks = live_networks()
    for network in networks:
        if _open_in(network.pk, asking, series):
            _write_down(user_id, network.pk, series)
    return len(networks)


def _open_in(network_id: UUID, asking: Asking, series: UUID) -> bool:
    with enter(system(network_id)):
        if SurveyWave.objects.filter(network=network_id, series=series).exists():
            return False
        by = _("The programme’s team")
        write_wave(network_id, asking, wave_id=new_id(), opened_by=by, series=series)
    return True


def _write_down(user_id: UUID, network_id: UUID, series: UUID) -> None:
    """By the account: who oversees the programme is no member of the network."""
    with enter(Context(network=network_id, user=user_id)):
        AuditRecord.objects.create(
            network_id=network_id,
            at=timezone.now(),
            action="survey.opened_by_programme",
            user_id=user_id,
            subject_kind="survey",
            subject_id=series,
            request_id=current_request_id(),
        )
