"""The custodian sees and deletes what nobody sent for long enough, and nothing else at all."""

import pytest

from ccs.tenancy.context import custodian, enter
from ccs.tenancy.inspection import tenant_models
from referrals.assessments.models import Assessment
from referrals.clients.models import Client, Share
from referrals.drafts.actions import keep_typing
from referrals.drafts.models import KeptTyping
from tests.isolation.looking import Worlds
from tests.isolation.rows import Table, remove, table_of, touched
from tests.referrals.drafts.times import left_alone
from tests.world import World

# The ledger holds ids and times; what else is seen by everybody of a network is not a letter.
LEDGER = "referrals.Share"


def removed(world: World, model: type, pk: object) -> int:
    with enter(custodian(world.network.pk)):
        return touched(lambda: remove(model, {"id": pk}, blind=False))


def seen(world: World, model: type, pk: object) -> bool:
    with enter(custodian(world.network.pk)):
        return model.objects.filter(pk=pk).exists()


def test_of_a_network_where_all_was_sent_or_is_young_it_sees_the_ledger_alone(
    worlds: Worlds, everything: dict[str, Table]
) -> None:
    worlds.here.assess()

    with enter(custodian(worlds.here.network.pk)):
        found = {model._meta.label for model in tenant_models() if table_of(model)}

    assert everything["referrals.Assessment"]
    assert found <= {LEDGER}


def test_it_deletes_nothing_that_was_sent_or_is_young(
    worlds: Worlds, everything: dict[str, Table]
) -> None:
    worlds.here.assess()

    with enter(custodian(worlds.here.network.pk)):
        gone = {
            model._meta.label: touched(lambda model=model: remove(model, {}, blind=True))
            for model in tenant_models()
        }

    assert set(gone.values()) == {0}


@pytest.mark.parametrize(("days", "sees", "deletes"), [(24, 0, 0), (29, 1, 0), (31, 1, 1)])
def test_what_was_not_sent_is_seen_in_time_to_warn_and_deleted_when_its_time_is_over(
    here: World, days: int, sees: int, deletes: int
) -> None:
    assessment = here.assess()
    left_alone(here, assessment.pk, days=days)

    looked, gone = seen(here, Assessment, assessment.pk), removed(here, Assessment, assessment.pk)

    assert (looked, gone) == (sees, deletes)


def test_what_was_sent_stays_however_old(here: World) -> None:
    [referral] = here.refer()
    left_alone(here, referral.assessment_id, days=400)

    looked = seen(here, Assessment, referral.assessment_id)

    assert (looked, removed(here, Assessment, referral.assessment_id)) == (False, 0)


def test_another_networks_custodian_does_nothing_here(here: World, there: World) -> None:
    assessment = here.assess()
    left_alone(here, assessment.pk, days=31)

    assert removed(there, Assessment, assessment.pk) == 0


def test_a_person_in_somebodys_record_is_neither_seen_nor_deleted(here: World) -> None:
    assessment = here.assess()
    left_alone(here, assessment.pk, days=31)

    looked = seen(here, Client, assessment.client_id)

    assert (looked, removed(here, Client, assessment.client_id)) == (False, 0)
    with here.acting("teacher"):
        assert Share.objects.filter(client=assessment.client_id).exists()


@pytest.mark.parametrize(("days", "deletes"), [(29, 0), (31, 1)])
def test_what_was_typed_is_deleted_when_its_time_is_over(
    here: World, days: int, deletes: int
) -> None:
    assessment = here.assess()
    with here.acting("teacher") as teacher:
        keep_typing(actor=teacher, assessment_id=assessment.pk, step="what", data={"story": ["x"]})
        kept = KeptTyping.objects.get(assessment_id=assessment.pk)
    left_alone(here, assessment.pk, days=days)

    assert removed(here, KeptTyping, kept.pk) == deletes
