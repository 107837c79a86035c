"""What was backed up comes back: every row, every wall."""

import pytest
from django.core.management import CommandError
from django.utils.timezone import localdate

from ccs.audit.sealing import broken_seals, seal_day
from ccs.tenancy.context import enter, system
from ccs.tenancy.inspection import database_problems
from referrals.attachments.actions import Upload, add_files, read_own_file
from referrals.referrals.models import Referral
from tests.backup.conftest import run
from tests.backup.places import empty_database, everything
from tests.referrals.attachments.made import PNG

SIGNED_IN = {"django_session", "usersessions_usersession"}
NOBODY: list[str] = []


@pytest.mark.django_db(transaction=True)
def test_a_filled_world_is_restored_into_an_empty_database(
    world, other_world, client, key_file, tmp_path
):
    world.refer(world.advice)
    other_world.refer(other_world.advice)
    letter = world.assess()
    with world.acting("teacher") as teacher:
        (kept,) = add_files(
            actor=teacher, assessment_id=letter.pk, uploads=[Upload("a.png", len(PNG), PNG)]
        )
    with enter(system(world.network.pk)):
        seal_day(world.network.pk, localdate())
    client.force_login(world.user("adviser"))
    before = everything()
    run("backup", "--to", str(tmp_path / "ccs.age"), "--key-file", str(key_file))

    with empty_database():
        said = run("restore", str(tmp_path / "ccs.age"), "--key-file", str(key_file))
        after = everything()
        problems = list(database_problems())
        outside = Referral.objects.count()
        with enter(system(world.network.id)):
            inside = Referral.objects.count()
            broken = broken_seals(world.network.pk)
        with world.acting("teacher") as teacher:
            file = read_own_file(actor=teacher, assessment_id=letter.pk, attachment_id=kept.pk)

    assert len(before["ccs_auditrecord"]) > 2
    assert after["ccs_auditrecord"] == before["ccs_auditrecord"]
    assert {**before, **dict.fromkeys(SIGNED_IN, NOBODY)} == after
    assert bytes(file.content) == PNG
    assert (problems, broken, outside, inside) == ([], [], 0, 1)
    assert "Every wall stands." in said


@pytest.mark.django_db(transaction=True)
def test_a_backup_and_what_is_said_of_it_tell_of_nobody(world, key_file, tmp_path):
    world.refer(world.advice)

    said = run("backup", "--to", str(tmp_path), "--key-file", str(key_file))

    (file,) = tmp_path.glob("*.age")
    assert b"ccs_auditrecord" not in file.read_bytes()
    assert "Amina" not in said
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db(transaction=True)
def test_what_is_there_is_replaced_only_when_told(world, backup, key_file):
    before = everything()

    with pytest.raises(CommandError, match="not empty"):
        run("restore", str(backup.file), "--key-file", str(key_file))

    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_a_key_that_is_not_the_one_of_then_is_told(backup, key_file, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-one-made-up-for-this-test"
    settings.PSEUDONYM_KEY = "and-another-one-made-up-for-this-test"

    said = run("restore", str(backup.file), "--key-file", str(key_file), "--verify")

    assert "PSEUDONYM_KEY is another one" in said
    assert "SECRET_KEY is another one" not in said
