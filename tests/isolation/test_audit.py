from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.tenancy.models import new_id
from tests.isolation.refusals import refused_by_a_wall
from tests.world import World


def record(world: World, who: str) -> AuditRecord:
    return AuditRecord(
        network_id=world.network.pk,
        at=timezone.now(),
        action="referral.read",
        user_id=world.people[who].user_id,
        subject_kind="referral",
        subject_id=new_id(),
    )


def test_nobody_writes_down_what_another_person_did(here: World) -> None:
    with refused_by_a_wall(), here.acting("officer"):
        record(here, "teacher").save(force_insert=True)


def test_everybody_writes_down_what_they_did_and_the_desk_reads_it(here: World) -> None:
    written = record(here, "officer")

    with here.acting("officer"):
        written.save(force_insert=True)

    with here.acting("coordinator"):
        assert AuditRecord.objects.filter(pk=written.pk).exists()


def test_who_wrote_it_does_not_read_it(here: World) -> None:
    with here.acting("officer"):
        record(here, "officer").save(force_insert=True)

        assert AuditRecord.objects.count() == 0


def test_a_manager_reads_what_their_people_did_and_not_what_others_did(here: World) -> None:
    own, other = record(here, "adviser"), record(here, "teacher")
    own.organisation_ids = [here.advice_line.organisation_id]
    other.organisation_ids = [here.school.organisation_id]
    for name, row in (("adviser", own), ("teacher", other)):
        with here.acting(name):
            row.save(force_insert=True)

    with here.acting("manager"):
        seen = AuditRecord.objects.filter(pk__in=[own.pk, other.pk])
        assert [row.pk for row in seen] == [own.pk]
