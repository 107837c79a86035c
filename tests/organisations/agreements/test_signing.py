"""Who signs what, and how an organisation stands afterwards."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.agreements.actions import Signed, sign, take_back
from organisations.agreements.models import AgreementSignature, AgreementVersion
from organisations.agreements.queries import standing, standing_of, versions_of
from organisations.agreements.rules import clauses_in, exact_text, hash_of
from organisations.members.models import Organisation
from tests.isolation.refusals import refused_by_a_wall
from tests.organisations.agreements.versions import PAT, new_version, unsigned, with_head
from tests.world import World

pytestmark = pytest.mark.django_db


def how(world: World, organisation_id: object, at: datetime | None = None) -> str:
    with enter(system(world.network.pk)):
        found = standing_of(organisation_id, network_id=world.network.pk, at=at)
    return str(found.state)


def test_a_signature_is_evidence_of_the_exact_words(world: World, other_world: World) -> None:
    pantry = unsigned(world)
    with_head(world, "vicar", of=pantry)
    with world.acting("vicar") as vicar:
        [version] = versions_of(world.network.pk, "data-sharing")
        signed = sign(actor=vicar, organisation_id=pantry.pk, version_id=version.pk, signed=PAT)

    with enter(system(world.network.pk)):
        words = exact_text("data-sharing", 1, clauses_in(version.clauses), version.renew_months)
        kept = AgreementSignature.objects.get(pk=signed.pk)
    assert (kept.signed_by_name, kept.signed_by_role) == ("Pat Sample", "Trustee")
    assert kept.signed_by_id == world.people["vicar"].pk
    assert kept.text_sha256 == hash_of(words)
    assert how(world, pantry.pk) == "signed"
    with other_world.acting("coordinator"):
        assert not AgreementSignature.objects.filter(organisation=pantry).exists()


def test_a_double_click_signs_once(world: World) -> None:
    pantry = unsigned(world)
    with_head(world, "vicar", of=pantry)

    with world.acting("vicar") as vicar:
        [version] = versions_of(world.network.pk, "data-sharing")
        twice = [
            sign(actor=vicar, organisation_id=pantry.pk, version_id=version.pk, signed=PAT).pk
            for _click in range(2)
        ]

    assert twice[0] == twice[1]
    with world.acting("coordinator"):
        assert AuditRecord.objects.filter(action="agreement.signed").count() == 1


@pytest.mark.parametrize("by", ["coordinator", "officer", "manager"])
def test_only_its_own_manager_signs(world: World, by: str) -> None:
    pantry = unsigned(world)
    with world.acting("coordinator"):
        [version] = versions_of(world.network.pk, "data-sharing")

    with world.acting(by) as actor, pytest.raises(NotAllowed):
        sign(actor=actor, organisation_id=pantry.pk, version_id=version.pk, signed=PAT)


def test_nobody_signs_in_the_name_of_a_colleague(world: World) -> None:
    new, organisation_id = new_version(world), world.advice_line.organisation_id
    forged = AgreementSignature(
        network=world.network,
        organisation_id=organisation_id,
        version=new,
        kind=new.kind,
        number=new.number,
        text_sha256=new.text_sha256,
        signed_by=world.people["adviser"],
        signed_by_name="Adviser Sample",
        signed_by_role="Chair",
        said_may_sign=True,
        signed_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=700),
    )

    with refused_by_a_wall(), world.acting("manager"):
        forged.save(force_insert=True)


def test_who_does_not_say_that_they_may_does_not_sign(world: World) -> None:
    new = new_version(world)
    unsure = Signed(name="Pat Sample", role="Volunteer", may_sign=False)
    organisation_id = world.advice_line.organisation_id

    with world.acting("manager") as manager, pytest.raises(Problem) as refusal:
        sign(actor=manager, organisation_id=organisation_id, version_id=new.pk, signed=unsure)

    assert refusal.value.field == "may_sign"


def test_a_new_version_asks_again_and_the_old_signature_holds_until_its_day(world: World) -> None:
    new, council = new_version(world), world.council.organisation_id

    before = how(world, council, new.in_force_from - timedelta(seconds=1))
    after = how(world, council, new.in_force_from)

    assert (how(world, council), before, after) == ("again", "again", "lapsed")


def test_signing_early_counts_from_the_day_and_late_mends_it_at_once(world: World) -> None:
    new, council = new_version(world), world.council.organisation_id
    island = world.advice_line.organisation_id
    with_head(world)
    with world.acting("leader") as leader:
        sign(actor=leader, organisation_id=council, version_id=new.pk, signed=PAT)
    early = how(world, council), how(world, council, new.in_force_from)

    with time_machine.travel(new.in_force_from + timedelta(days=3)):
        late_before = how(world, island)
        with world.acting("manager") as manager:
            sign(actor=manager, organisation_id=island, version_id=new.pk, signed=PAT)
        late_after = how(world, island)

    assert early == ("signed", "signed")
    assert (late_before, late_after) == ("lapsed", "signed")


def test_what_was_taken_back_is_not_signed_any_more(world: World) -> None:
    new = new_version(world)
    with world.acting("coordinator") as actor:
        take_back(actor=actor, version_id=new.pk)
    organisation_id = world.advice_line.organisation_id

    with world.acting("manager") as manager, pytest.raises(Conflict):
        sign(actor=manager, organisation_id=organisation_id, version_id=new.pk, signed=PAT)

    assert how(world, world.council.organisation_id, new.in_force_from) == "signed"


def test_a_signature_is_renewed_in_its_last_four_weeks(world: World) -> None:
    with enter(system(world.network.pk)):
        held = AgreementSignature.objects.get(organisation=world.advice_line.organisation_id)
    with time_machine.travel(held.expires_at - timedelta(days=20)):
        due = how(world, held.organisation_id)
        with world.acting("manager") as manager:
            renewed = sign(
                actor=manager,
                organisation_id=held.organisation_id,
                version_id=held.version_id,
                signed=PAT,
            )

    assert due == "again"
    assert renewed.pk != held.pk
    assert how(world, held.organisation_id, held.expires_at + timedelta(days=1)) == "signed"
    assert how(world, world.council.organisation_id, held.expires_at) == "lapsed"


def test_how_many_stand_is_asked_in_two_queries(world: World) -> None:
    for number in range(12):
        unsigned(world, f"Pantry {number}")

    with enter(system(world.network.pk)):
        ids = list(Organisation.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as captured:
            found = standing(ids, network_id=world.network.pk)

    assert len(captured) == 2
    assert sorted({str(one.state) for one in found.values()}) == ["never", "signed"]


def test_a_version_is_never_edited(world: World) -> None:
    new = new_version(world)

    with refused_by_a_wall(), world.acting("coordinator"):
        AgreementVersion.objects.filter(pk=new.pk).update(clauses=[])


def test_what_is_in_force_cannot_be_taken_back(world: World) -> None:
    new = new_version(world)

    with time_machine.travel(new.in_force_from + timedelta(hours=1)):
        with world.acting("coordinator") as actor, pytest.raises(Conflict):
            take_back(actor=actor, version_id=new.pk)
        with refused_by_a_wall(), world.acting("coordinator"):
            AgreementVersion.objects.filter(pk=new.pk).update(taken_back_at=timezone.now())


def test_two_years_are_counted_to_the_end_of_the_same_day(world: World) -> None:
    pantry = unsigned(world)
    with_head(world, "vicar", of=pantry)
    with time_machine.travel(datetime(2026, 1, 31, 15, tzinfo=UTC)), world.acting("vicar") as vicar:
        [version] = versions_of(world.network.pk, "data-sharing")
        signed = sign(actor=vicar, organisation_id=pantry.pk, version_id=version.pk, signed=PAT)

    assert timezone.localtime(signed.expires_at).date() == date(2076, 2, 1)
