"""The person helped sees themselves, who reads about them and what they agreed to: no more."""

from ccs.tenancy.context import enter, person
from ccs.tenancy.inspection import tenant_models
from referrals.clients.models import Client, Share
from referrals.consent.models import Consent
from referrals.emergency.models import EmergencyReading
from tests.isolation.looking import Worlds
from tests.isolation.righted import read_in_emergency
from tests.isolation.rows import Table, table_of, touched
from tests.world import World

OWN = {"referrals.Client", "referrals.Consent", "referrals.Share"}


def test_somebody_sees_their_own_record_of_every_table_and_nothing_else(
    worlds: Worlds, everything: dict[str, Table]
) -> None:
    [referral] = worlds.here.refer()
    with worlds.here.acting("teacher"):
        client_id = Client.objects.get(assessments=referral.assessment_id).pk

    with enter(person(worlds.here.network.pk, client_id)):
        found = {model._meta.label for model in tenant_models() if table_of(model)}
        clients = list(Client.objects.values_list("pk", flat=True))
        shares = set(Share.objects.values_list("client", flat=True))
        consents = set(Consent.objects.values_list("assessment", flat=True))

    assert everything["referrals.Client"]
    assert found == OWN
    assert (clients, shares, consents) == ([client_id], {client_id}, {referral.assessment_id})


def test_somebody_of_another_network_is_nobody_here(worlds: Worlds) -> None:
    assessment = worlds.here.assess()

    with enter(person(worlds.there.network.pk, assessment.client_id)):
        found = Client.objects.filter(pk=assessment.client_id).exists()

    assert not found


def test_they_correct_their_own_number_and_nobody_elses(here: World) -> None:
    mine, other = here.assess(), here.assess()

    with enter(person(here.network.pk, mine.client_id)):
        changed = touched(
            lambda: Client.objects.filter(pk__in=[mine.client_id, other.client_id]).update(
                phone="07700 900123"
            )
        )

    assert changed == 1


def test_they_end_no_share_by_themselves(here: World) -> None:
    [referral] = here.refer()
    with here.acting("teacher"):
        client_id = Client.objects.get(assessments=referral.assessment_id).pk

    with enter(person(here.network.pk, client_id)):
        ended = touched(lambda: Share.objects.update(until=referral.created_at))

    assert ended == 0


def test_they_see_that_theirs_was_read_in_an_emergency_and_nobody_elses(worlds: Worlds) -> None:
    [mine], [other], [elsewhere] = worlds.here.refer(), worlds.here.refer(), worlds.there.refer()
    for world, referral in ((worlds.here, mine), (worlds.here, other), (worlds.there, elsewhere)):
        read_in_emergency(world, referral)
    with worlds.here.acting("teacher"):
        client_id = Client.objects.get(assessments=mine.assessment_id).pk

    with enter(person(worlds.here.network.pk, client_id)):
        seen = list(EmergencyReading.objects.values_list("referral", flat=True))
        changed = touched(lambda: EmergencyReading.objects.update(words="Another"))
    with enter(person(worlds.there.network.pk, client_id)):
        there = list(EmergencyReading.objects.values_list("referral", flat=True))

    assert (seen, changed, there) == ([mine.pk], 0, [])
