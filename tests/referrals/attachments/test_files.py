"""Files of a conversation: added, meant for some services, and read by who may."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ccs.audit.models import AuditRecord
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.attachments.actions import (
    Upload,
    add_files,
    choose_receivers,
    read_file,
    read_own_file,
    remove_file,
)
from referrals.attachments.models import Attachment
from referrals.attachments.queries import files_of
from referrals.attachments.rules import MAX_SIZE
from referrals.referrals.actions import decline, send
from referrals.referrals.models import Referral
from tests.referrals.attachments.made import PDF, PNG, filled
from tests.referrals.pages import browser, text_of
from tests.world import World


def upload(name: str = "Letter.pdf", content: bytes = PDF) -> Upload:
    return Upload(name=name, size=len(content), content=content)


def add(world: World, assessment_id: UUID, *uploads: Upload) -> list[Attachment]:
    with world.acting("teacher") as teacher:
        return add_files(actor=teacher, assessment_id=assessment_id, uploads=uploads or [upload()])


def sent_with_file(
    world: World, *, to_advice: bool = True
) -> tuple[Attachment, Referral, Referral]:
    """One conversation to the advice line and to the council, with a file for one of them."""
    assessment = world.assess()
    [file] = add(world, assessment.pk)
    meant = world.advice.pk if to_advice else world.grants.pk
    with world.acting("teacher") as teacher:
        choose_receivers(actor=teacher, assessment_id=assessment.pk, goes_to={file.pk: [meant]})
        services = [world.advice.pk, world.grants.pk]
        advice, grants = send(actor=teacher, assessment_id=assessment.pk, service_ids=services)
    return file, advice, grants


def page_of(world: World, assessment_id: UUID, *more: object) -> str:
    rest = "".join(f"{one}/" for one in more)
    return f"/{world.network.slug}/refer/{assessment_id}/files/{rest}"


def download(world: World, who: str, referral: Referral, file: Attachment) -> object:
    address = f"/{world.network.slug}/referrals/{referral.reference}/files/{file.pk}/"
    return browser(world, who).get(address)


def test_a_file_goes_to_the_service_it_is_meant_for_and_to_no_other(world: World) -> None:
    file, advice, grants = sent_with_file(world)

    for_advice = download(world, "adviser", advice, file)
    for_council = download(world, "officer", grants, file)

    assert (for_advice.status_code, for_advice.content) == (200, PDF)
    assert for_council.status_code == 404


def test_whoever_declines_loses_the_file_at_once(world: World) -> None:
    file, advice, _grants = sent_with_file(world)
    with world.acting("adviser") as adviser:
        decline(actor=adviser, reference=advice.reference, reason="no_capacity")

    after = download(world, "adviser", advice, file)

    assert after.status_code == 404


def test_nobody_but_the_parties_sees_a_file(world: World, other_world: World) -> None:
    file, advice, _grants = sent_with_file(world)

    seen = {
        who: download(world, who, advice, file).status_code
        for who in ("teacher", "caseworker", "manager", "coordinator")
    }
    with other_world.acting("adviser"):
        elsewhere = Attachment.objects.filter(pk=file.pk).exists()

    assert seen == {"teacher": 200, "caseworker": 404, "manager": 404, "coordinator": 404}
    assert elsewhere is False


def test_the_database_itself_opens_a_file_to_its_parties_only(world: World) -> None:
    file, _advice, _grants = sent_with_file(world)

    seen = set()
    for who in ("teacher", "adviser", "officer", "caseworker", "manager", "coordinator"):
        with world.acting(who):
            seen |= {who} if Attachment.objects.filter(pk=file.pk).exists() else set()

    assert seen == {"teacher", "adviser"}


def test_a_file_is_handed_out_to_be_saved_and_never_shown(world: World) -> None:
    assessment = world.assess()
    [file] = add(world, assessment.pk, upload("Llythyr tŷ “A”.pdf"))

    answer = browser(world, "teacher").get(page_of(world, assessment.pk, file.pk))

    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Llythyr%20t%C5")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"


def test_each_reading_is_written_down(world: World) -> None:
    file, advice, _grants = sent_with_file(world)

    with world.acting("adviser") as adviser:
        read_file(actor=adviser, reference=advice.reference, attachment_id=file.pk)

    with world.acting("coordinator"):
        [seen] = AuditRecord.objects.filter(action="file.read", subject_id=file.pk)
    assert seen.member_id == world.people["adviser"].pk


def test_a_file_that_lies_about_what_it_is_is_refused_by_name(world: World) -> None:
    assessment = world.assess()
    page = b"<html><script>alert(1)</script></html>"
    lying = SimpleUploadedFile("photo.jpg", page, content_type="image/jpeg")

    answer = browser(world, "teacher").post(page_of(world, assessment.pk), {"documents": lying})

    assert "photo.jpg is not a PDF, a photo or an Office document" in text_of(answer)
    with world.acting("teacher"):
        assert files_of(assessment.pk) == []


def test_a_file_that_is_too_large_is_refused_and_the_others_are_not_kept(world: World) -> None:
    assessment = world.assess()
    files = [
        SimpleUploadedFile("small.pdf", PDF),
        SimpleUploadedFile("large.pdf", filled(MAX_SIZE + 1)),
    ]

    answer = browser(world, "teacher").post(page_of(world, assessment.pk), {"documents": files})

    assert "large.pdf is larger than 10 MB." in text_of(answer)
    with world.acting("teacher"):
        assert files_of(assessment.pk) == []


def test_what_is_too_much_at_once_is_said_and_not_held_in_memory(
    world: World, settings: object
) -> None:
    settings.UPLOAD_MAX_KEPT = 1000
    assessment = world.assess()
    files = [SimpleUploadedFile(f"{size}.pdf", filled(size)) for size in (900, 950)]

    answer = browser(world, "teacher").post(page_of(world, assessment.pk), {"documents": files})

    assert "These are too much at once. Add fewer files at a time." in text_of(answer)


def test_the_same_file_twice_is_kept_once(world: World) -> None:
    assessment = world.assess()
    add(world, assessment.pk)

    again = add(world, assessment.pk, upload("Letter again.pdf"), upload("photo.png", PNG))

    with world.acting("teacher"):
        assert [one.name for one in files_of(assessment.pk)] == ["Letter.pdf", "photo.png"]
    assert [one.name for one in again] == ["photo.png"]


def test_a_referral_takes_ten_files(world: World) -> None:
    assessment = world.assess()
    add(world, assessment.pk, *(upload(f"{n}.pdf", filled(200 + n)) for n in range(10)))

    with pytest.raises(Problem) as refusal:
        add(world, assessment.pk, upload("eleventh.pdf", filled(300)))

    assert str(refusal.value) == "You can add up to 10 files to one referral."


def test_a_file_that_went_to_nobody_is_removed_by_one_tap(world: World) -> None:
    assessment = world.assess()
    [file] = add(world, assessment.pk)

    answer = browser(world, "teacher").post(page_of(world, assessment.pk, file.pk, "remove"))

    assert answer["Location"] == page_of(world, assessment.pk)
    with world.acting("teacher"):
        assert files_of(assessment.pk) == []


def test_a_file_that_was_sent_stays(world: World) -> None:
    file, advice, _grants = sent_with_file(world)

    with world.acting("teacher") as teacher, pytest.raises(Conflict):
        remove_file(actor=teacher, assessment_id=advice.assessment_id, attachment_id=file.pk)

    with world.acting("teacher"):
        assert files_of(advice.assessment_id) == [file]


def test_another_team_adds_nothing_and_reads_nothing(world: World) -> None:
    assessment = world.assess()
    [file] = add(world, assessment.pk)

    with world.acting("officer") as officer, pytest.raises(NotAllowed):
        add_files(actor=officer, assessment_id=assessment.pk, uploads=[upload("b.png", PNG)])
    with world.acting("officer") as officer, pytest.raises(NotAllowed):
        read_own_file(actor=officer, assessment_id=assessment.pk, attachment_id=file.pk)

    with world.acting("officer"):
        assert files_of(assessment.pk) == []


def test_the_pages_name_the_files_and_who_gets_them(world: World) -> None:
    file, advice, grants = sent_with_file(world)
    client = browser(world, "teacher")

    own = text_of(client.get(page_of(world, advice.assessment_id)))
    to_advice = text_of(browser(world, "adviser").get(_detail(world, advice)))
    to_council = text_of(browser(world, "officer").get(_detail(world, grants)))

    assert (file.name in own, "Remove" in own) == (True, False)
    assert (file.name in to_advice, file.name in to_council) == (True, False)


def _detail(world: World, referral: Referral) -> str:
    return f"/{world.network.slug}/referrals/{referral.reference}/"
