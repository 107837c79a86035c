"""The objects that the addresses name."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.context import enter, system
from organisations.confirming.links import link_for
from organisations.directory.actions import PlaceDetails, add_place
from organisations.directory.models import Service
from organisations.interchange.oruk.identifiers import TAXONOMY_ID, TERM_IDS
from organisations.joining.links import link_for as join_link
from organisations.joining.models import Joining
from organisations.needs.actions import add_word
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.recording import record_check
from referrals.aftercare.said import Said
from referrals.assessments.models import OpenNeed
from referrals.attachments.actions import Upload, add_files
from referrals.clients.actions import stand_of
from referrals.clients.models import Client as Person
from referrals.desk.actions import offer as ask_services
from referrals.filters.actions import save_filter
from referrals.filters.rules import Box, Filters
from referrals.links.making import link_to_answer
from referrals.links.models import AnswerLink
from referrals.messages.keeping import keep_note
from referrals.referrals.actions import (
    accept,
    choose_services,
    close,
    decline,
    return_to_sender,
    send,
    withdraw_consent,
)
from referrals.referrals.models import Referral
from referrals.voice.actions.calling import say_not_called
from referrals.voice.actions.making import make_card
from referrals.voice.tokens import new_address
from tests.access.agreed import agreements
from tests.access.heard import heard_at_the_end
from tests.access.helped import helped
from tests.access.papers import papers
from tests.access.past import past_of
from tests.access.reports import reports
from tests.access.righted import righted
from tests.access.settings_changed import settings_changed
from tests.access.watched import watched
from tests.isolation.engaged import engage
from tests.organisations.interchange.directory import place
from tests.referrals.attachments.made import PDF
from tests.referrals.desk.brought import passed_on_by_the_clock, with_desk
from tests.referrals.passing import refer_with_leave
from tests.referrals.selfreferral.asking import offer
from tests.world import World


def things_of(world: World) -> dict[str, Any]:
    """By argument, or by address and argument where that needs another one."""
    things = {
        "network": world.network.slug,
        "slug": world.network.slug,
        "home": world.network.slug,
        "user_id": world.people["teacher"].user_id,
        "key": "nothing",
        "rest": "nothing/at/all/",
        # Of the account: somebody else's session, browser and passkey.
        "pk": 1,
        "device_id": world.network.pk,
        **_public(world),
        "service_id": world.advice.pk,
        "referrals:self_refer service_id": offer(world).pk,
        "token": _link(world),
        **_joining(world),
        "member_id": world.people["adviser2"].pk,
        "team_id": world.casework.pk,
        "organisation_id": world.advice_line.organisation_id,
        "section": "about",
        "organisations:lesson code": "refer",
        "reporting:figure code": "summary",
        "reporting:year_figure code": "running_cost",
        "reporting:year_figure year": "2025",
        "referrals:dismiss kind": "tip",
        "place_id": _place(world),
        "word_id": _word(world),
        "need": "debt",
        **_referrals(world),
        **_files(world),
        "filter_id": _filter(world),
        **heard_at_the_end(world),
    }
    things |= _engaged(world)
    things |= _beside(world, things["reference"])
    things |= settings_changed(world)
    things |= _aftercare(world, things["referrals:gains reference"])
    things |= papers(world)
    things |= agreements(world)
    things |= past_of(world)
    things |= reports(world)
    things |= righted(world)
    things |= watched(world)
    return things


def _engaged(world: World) -> dict[str, Any]:
    """What the network remembers of itself. A note of a referral has the name of the desk's."""
    ids = engage(world)
    note_id = ids.pop("note_id")
    named = {f"organisations:{one} note_id": note_id for one in ("contact", "correct_contact")}
    return {**ids, **named}


def _beside(world: World, reference: str) -> dict[str, Any]:
    """A note of the school's teacher, and the link that the adviser was sent."""
    with world.acting("teacher") as teacher:
        note = keep_note(actor=teacher, reference=reference, audience="team", text="Ring the bell")
    with enter(system(world.network.pk)):
        asked = Referral.objects.get(reference=reference)
        address = link_to_answer(asked, member_id=world.people["adviser"].pk)
        link = AnswerLink.objects.get(referral=asked)
    return {
        "note_id": note.pk,
        "link_id": link.pk,
        "referrals:asked_by_email token": address.rstrip("/").rpartition("/")[2],
    }


def _aftercare(world: World, reference: str) -> dict[str, Any]:
    """The school has asked once how they are, and is to ask again."""
    with world.acting("teacher") as teacher:
        ended = Referral.objects.get(reference=reference)
        first, second, *_others = AftercareCheck.objects.filter(assessment=ended.assessment_id)
        said = Said(reached=True, crisis_since=True, crises=("fuel",))
        kept = record_check(actor=teacher, check_id=first.pk, said=said)
    return {
        "plan_id": first.plan_id,
        "check_id": second.pk,
        "told_record": kept.pk,
        "referrals:correct_check check_id": first.pk,
        "referrals:refer_from_check check_id": first.pk,
    }


def _joining(world: World) -> dict[str, Any]:
    """The advice agency, as if it were still on its way in."""
    now = timezone.now()
    with enter(system(world.network.pk)):
        joining = Joining.objects.create(
            network=world.network,
            organisation_id=world.advice_line.organisation_id,
            state="started",
            since=now,
            begun_at=now,
            started_at=now,
            name="Quay Advice",
            sector="vcs",
        )
    link = join_link(
        network_id=world.network.pk,
        slug=world.network.slug,
        joining_id=joining.pk,
        number=0,
    )
    return {
        "joining_id": joining.pk,
        "what": "read",
        "organisations:join_link token": link.rstrip("/").rpartition("/")[2],
    }


def _word(world: World) -> UUID:
    with world.acting("coordinator") as coordinator:
        return add_word(actor=coordinator, need="fuel", word="leccy", language="en").pk


def _public(world: World) -> dict[str, Any]:
    """One service that everybody may see, at one place."""
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.grants.pk).update(audience="public")
        at = place(world.grants, "Grants hall")
    return {
        "organisations:public_service service_id": world.grants.pk,
        "oruk_service key": world.grants.pk,
        "oruk_place key": at.pk,
        "oruk_taxonomy key": TAXONOMY_ID,
        "oruk_term key": TERM_IDS["food"],
    }


def _place(world: World) -> UUID:
    with world.acting("manager") as manager:
        details = PlaceDetails(name="Quay Hall", address="1 Quay Street")
        owner = world.advice_line.organisation_id
        return add_place(actor=manager, organisation_id=owner, details=details).pk


def _filter(world: World) -> UUID:
    with world.acting("teacher") as teacher:
        late = Filters(late=True)
        return save_filter(actor=teacher, name="Ours", box=Box.SENT, filters=late).pk


def _revoked(world: World) -> str:
    """Its person changed their mind: the advice line is to delete what it got."""
    [revoked] = world.refer()
    with world.acting("teacher") as teacher:
        withdraw_consent(actor=teacher, assessment_id=revoked.assessment_id)
    return revoked.reference


def _link(world: World) -> str:
    """The last part of an email's link: whether crisis advice can still take people."""
    address = link_for(
        "capacity",
        network_id=world.network.pk,
        service_id=world.advice.pk,
        member_id=world.people["adviser"].pk,
    )
    return address.rstrip("/").rpartition("/")[2]


def _files(world: World) -> dict[str, Any]:
    """One beside a conversation that is still to be sent, one that went with a referral."""
    unsent, told = world.assess(), world.assess()
    letter = Upload(name="letter.pdf", size=len(PDF), content=PDF)
    with world.acting("teacher") as teacher:
        [kept] = add_files(actor=teacher, assessment_id=unsent.pk, uploads=[letter])
        [sent] = add_files(actor=teacher, assessment_id=told.pk, uploads=[letter])
        services = [world.advice.pk]
        [referral] = send(actor=teacher, assessment_id=told.pk, service_ids=services)
    return {
        **{f"referrals:{name} assessment_id": unsent.pk for name in ("file", "remove_file")},
        "attachment_id": kept.pk,
        "referrals:referral_file attachment_id": sent.pk,
        "referrals:referral_file reference": referral.reference,
    }


def _referrals(world: World) -> dict[str, Any]:
    """One asked, one accepted, one returned, declined, closed, and one still to be sent."""
    [asked], [accepted], [declined] = world.refer(), world.refer(), world.refer()
    [returned], [closed], passable = world.refer(), world.refer(), refer_with_leave(world)
    unsent = world.assess()
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=accepted.reference)
        return_to_sender(actor=adviser, reference=returned.reference, question="Since when?")
        decline(actor=adviser, reference=declined.reference, reason="no_capacity")
        accept(actor=adviser, reference=closed.reference)
        close(actor=adviser, reference=closed.reference, outcome="could_not_reach")
    with world.acting("teacher") as teacher:
        choose_services(actor=teacher, assessment_id=unsent.pk, service_ids=[world.advice.pk])
        open_need = OpenNeed.objects.get()
        seen = stand_of(Person.objects.get(pk=unsent.client_id))
    return {
        "reference": asked.reference,
        "referrals:contact reference": accepted.reference,
        "referrals:answer reference": returned.reference,
        "referrals:close reference": accepted.reference,
        "referrals:undo reference": accepted.reference,
        "referrals:later reference": accepted.reference,
        "referrals:gains reference": closed.reference,
        "referrals:reopen reference": closed.reference,
        "referrals:forward reference": passable.reference,
        "assessment_id": unsent.pk,
        "client_id": unsent.client_id,
        "other_id": world.assess().client_id,
        "seen": seen,
        "step": "what",
        "referrals:sent assessment_id": asked.assessment_id,
        "referrals:learnt assessment_id": asked.assessment_id,
        "referrals:agreement assessment_id": asked.assessment_id,
        "referrals:copies_deleted reference": _revoked(world),
        "referrals:card assessment_id": asked.assessment_id,
        **_own_pages(world, asked),
        "referrals:ask_desk reference": declined.reference,
        "open_need_id": open_need.pk,
        **helped(world),
        **_at_the_desk(world),
    }


def _own_pages(world: World, asked: Referral) -> dict[str, Any]:
    """The link on the card of whom the first referral is about, who said that nobody called."""
    with world.acting("teacher") as teacher:
        link = make_card(actor=teacher, assessment_id=asked.assessment_id).link
        secret = new_address(link).rstrip("/").rpartition("/")[2]
    say_not_called(link, asked.reference)
    own = ["own_view", "ask_code", "own_exit", "own_not_called", "own_contact", "own_stop"]
    asked_at_end = ["questions", "question", "words", "questions_done", "said"]
    names = [*own, "own_information", "own_afterwards", *(f"person_{one}" for one in asked_at_end)]
    cards = ("renew_card", "revoke_card")
    return {
        **{f"referrals:{name} token": secret for name in names},
        **{f"referrals:{name} assessment_id": asked.assessment_id for name in cards},
        "referrals:own_elsewhere rest": "nothing/here/",
    }


def _at_the_desk(world: World) -> dict[str, Any]:
    """A story to find somebody for, one team asked whether it can, and one that nobody answered."""
    brought, late = with_desk(world), passed_on_by_the_clock(world)
    with world.acting("coordinator") as coordinator:
        [asked] = ask_services(
            actor=coordinator, reference=brought.reference, service_ids=[world.advice.pk]
        )
    return {
        **{f"referrals:{name} reference": brought.reference for name in ("find", "place", "split")},
        "referrals:hand_back reference": late.reference,
        "kind": "brokered",
        "subject_id": brought.pk,
        "offer_id": asked.pk,
    }
