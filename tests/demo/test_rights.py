import pytest

from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_slug
from organisations.demo.acting import acting
from referrals.audit.models import UnusualReading
from referrals.clients.models import Client
from referrals.retention.models import RetentionRun
from referrals.rights.models import Erasure, Restriction, RightsRequest

pytestmark = pytest.mark.usefixtures("built")


def test_norfolk_has_a_request_of_each_kind_of_standing():
    network = network_by_slug("norfolk")

    with enter(system(network.pk)):
        asked = RightsRequest.objects.filter(network=network).order_by("-received_on")
        found = [(one.kind, one.state, one.proposed_by_id is not None) for one in asked]
        restricted = Restriction.objects.filter(network=network, until=None).count()

    assert found == [
        ("access", "open", False),
        ("erase", "open", True),
        ("object", "open", False),
        ("correct", "open", False),
        ("access", "done", True),
        ("erase", "done", True),
    ]
    assert restricted == 1


def test_in_norfolk_one_was_erased_who_asked_and_one_by_a_night():
    network = network_by_slug("norfolk")

    with enter(system(network.pk)):
        why = list(Erasure.objects.filter(network=network).order_by("at").values_list("why"))
        nights = RetentionRun.objects.filter(network=network).order_by("on")
        erased = [(night.found, night.erased) for night in nights]
    with acting("nigel.imaginary@norwich-prescribers.example", slug="norfolk"):
        left = Client.objects.filter(given_name="(erased)").count()
        named = Client.objects.filter(given_name__in=["Lena", "Moss"]).count()

    assert why == [("asked",), ("retention",)]
    assert erased == [(1, 1), (0, 0), (0, 0)]
    assert (left, named) == (2, 0)


def test_a_manager_in_norfolk_has_looked_at_one_reading_and_not_yet_at_another():
    network = network_by_slug("norfolk")

    with enter(system(network.pk)):
        readings = UnusualReading.objects.filter(network=network, kind="night")
        found = {one.member.name: one.answer for one in readings.select_related("member")}

    assert found == {"Iris Madeup": "right", "Sam Sample": ""}
