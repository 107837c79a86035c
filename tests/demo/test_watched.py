from ccs.audit.sealing import broken_seals
from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_slug
from referrals.audit.models import UnusualReading


def test_a_manager_in_norfolk_has_reading_at_night_to_look_at(built):
    network = network_by_slug("norfolk")

    with enter(system(network.pk)):
        found = UnusualReading.objects.select_related("member", "organisation").get(
            member__name="Sam Sample", kind="night"
        )
        assert broken_seals(network.pk) == []

    assert found.organisation.name == "Norfolk Citizens Advice"
    assert found.count > 0
    assert not found.for_desk
    assert not found.answer


def test_a_manager_in_norfolk_has_a_reading_in_an_emergency_to_look_at(built):
    network = network_by_slug("norfolk")

    with enter(system(network.pk)):
        found = UnusualReading.objects.select_related("member", "emergency").get(kind="emergency")

    assert (found.member.name, found.answer) == ("Femi Sample", "")
    assert found.emergency.reason == "violence"
