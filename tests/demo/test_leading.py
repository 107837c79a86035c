from datetime import date

import pytest
from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_slug
from organisations.engagement.lead.models import LeadHandover
from organisations.members.models import LeadAgency

pytestmark = pytest.mark.django_db


def test_oldhams_lead_has_changed_once_with_its_reason(built):
    network = network_by_slug("oldham")

    with enter(system(network.pk)):
        leads = LeadAgency.objects.order_by("since").select_related("organisation")
        names = [row.organisation.name for row in leads]
        handover = LeadHandover.objects.get()
    assert names == ["Ancora", "Oldham Advice Point (demo)"]
    assert leads[0].since == date(2021, 11, 1)
    assert handover.status == "done"
    assert handover.reason.startswith("The Ancora project ends.")
    assert handover.done_on < timezone.localdate()


def test_a_proposal_waits_in_one_network(built):
    network = network_by_slug("tower-hamlets")

    with enter(system(network.pk)):
        handover = LeadHandover.objects.get()

    assert handover.status == "proposed"
    assert handover.takes_effect_on > timezone.localdate()
