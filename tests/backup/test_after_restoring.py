"""What a restore must not bring back, and what it must find."""

from datetime import date

import pytest
import time_machine
from django.core.management import CommandError

from ccs.audit.models import AuditRecord
from ccs.audit.sealing import seal_day
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from referrals.rights.erasing import erase
from referrals.rights.rules import WhyErased
from tests.backup.conftest import run
from tests.backup.places import empty_database, everything
from tests.canary.life import SIGNS, live
from tests.canary.search import dumped, signs_in
from tests.canary.test_canary import erased_by_request
from tests.referrals.clocks import november
from tests.referrals.rights.asked import helped, person_of
from tests.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)


def rows_of(world: World) -> dict[str, list[str]]:
    """All that the network holds, table by table."""
    network = str(world.network.pk)
    return {
        name: [row for row in rows if network in row]
        for name, rows in everything().items()
        if any(network in row for row in rows)
    }


def test_who_was_erased_after_the_backup_is_erased_again_and_nobody_else(
    notify, key_file, tmp_path
):
    other = build_world("norwich", "Norwich Network")
    other.refer()
    life = live(build_world(), notify)
    with enter(system(life.world.network.pk)):
        seal_day(life.world.network.pk, date(2026, 11, 23))
    run("backup", "--to", str(tmp_path / "old.age"), "--key-file", str(key_file))
    whole = rows_of(other)
    erased_by_request(life)
    later = build_world("oldham", "Oldham Network")
    since = person_of(later, helped(later))
    with enter(system(later.network.pk)):
        erase(network_id=later.network.pk, client_id=since, why=WhyErased.RETENTION)
    run("list_erased", "--to", str(tmp_path / "erased.json"))

    with empty_database():
        said = run("restore", str(tmp_path / "old.age"), "--key-file", str(key_file))
        back = signs_in(dumped(), SIGNS)
        with time_machine.travel(november(30, 12), tick=False):
            again = run("erase_again", str(tmp_path / "erased.json"))
            once_more = run("erase_again", str(tmp_path / "erased.json"))
        left, beside = signs_in(dumped(), SIGNS), rows_of(other)
        audit = run("check_audit")

    assert "1 days of audit are as they were sealed." in said
    assert sorted(set(SIGNS) - set(back)) == []
    assert again == "person: 3 in the lists, 2 erased again.\n"
    assert once_more == "person: 3 in the lists, 0 erased again.\n"
    assert left == []
    assert beside == whole
    assert len(whole["referrals_client"]) == 1
    assert audit == "1 days of audit are as they were sealed.\n"


def test_an_audit_that_is_not_what_was_sealed_is_said_after_a_restore(
    world, other_world, key_file, tmp_path
):
    for one in (world, other_world):
        with enter(system(one.network.pk)):
            seal_day(one.network.pk, date(2026, 11, 23))
    with enter(system(world.network.pk)):
        AuditRecord.objects.create(
            network_id=world.network.pk,
            at=november(23, 22),
            action="letter.read",
            subject_kind="referral",
            subject_id=new_id(),
        )
    run("backup", "--to", str(tmp_path / "ccs.age"), "--key-file", str(key_file))
    before = everything()

    with empty_database():
        with pytest.raises(CommandError) as refusal:
            run("restore", str(tmp_path / "ccs.age"), "--key-file", str(key_file))
        restored = everything()["ccs_auditrecord"]

    said = str(refusal.value)
    assert "hamlets: the audit of 2026-11-23 is not what was sealed." in said
    assert "norwich" not in said
    assert restored == before["ccs_auditrecord"]
