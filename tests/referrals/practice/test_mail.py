import re

import pytest
from django.test import Client as Browser

from ccs.outbox import registry
from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from referrals.clients.models import Client
from referrals.practice.mail import mail_of
from referrals.practice.models import PracticeMail
from referrals.referrals.models import Referral
from referrals.voice.actions.making import make_card, send_card
from tests.referrals.practice.there import after, go, practising, refer
from tests.referrals.voice.cards import person

pytestmark = pytest.mark.django_db


def test_no_email_of_practice_reaches_a_mail_server_and_its_reader_has_it(world, mailbox):
    go(world, "teacher", "teacher2")
    accepted = refer(world, "teacher")

    with after(seconds=20):
        deliver()
        deliver()

    assert mailbox.emails == []
    with practising(world, "teacher") as teacher:
        [told] = mail_of(teacher)
        assert told.subject == f"{accepted.reference}: accepted by Practice food parcels"
        assert told.address == world.email("teacher")
    with practising(world, "teacher2") as colleague:
        assert not mail_of(colleague).exists()


def test_a_card_by_text_and_email_stays_with_those_who_help_them(world, mailbox, notify):
    go(world, "teacher", "officer")
    sent = refer(world, "teacher", client=person(phone="07700 900123"))
    with practising(world, "teacher") as teacher:
        link = make_card(actor=teacher, assessment_id=sent.assessment_id).link
        for channel in ("sms", "email"):
            send_card(actor=teacher, link=link, channel=channel)

    deliver()

    assert (mailbox.emails, notify.texts) == ([], [])
    with practising(world, "teacher") as teacher:
        text, email = sorted(mail_of(teacher), key=lambda one: one.channel, reverse=True)
        assert (text.channel, text.address) == ("sms", "07700 900123")
        assert "/c/" in text.text and "/c/" in email.text
        path = re.search(r"http://[^/]+(/c/\S+)", text.text)
    with practising(world, "officer") as officer:
        assert not mail_of(officer).filter(text__contains="/c/").exists()
    assert "Nobody here is real." in Browser().get(path[1]).content.decode()


def test_what_cannot_be_kept_is_tried_again_and_never_sent(world, mailbox, monkeypatch):
    go(world, "teacher")
    refer(world, "teacher")
    monkeypatch.setattr(registry, "_builders", {})

    with after(seconds=20):
        deliver()

    waiting = OutboxMessage.objects.filter(template="referral_accepted")
    assert mailbox.emails == []
    assert [(one.sent_at, one.last_error) for one in waiting] == [(None, "not_written")]


def test_what_is_a_month_old_is_gone_in_the_night(world, mailbox):
    twin = go(world, "teacher")
    sent = refer(world, "teacher")
    with after(seconds=20):
        deliver()
    with enter(system(twin.pk)):
        before = PracticeMail.objects.filter(text__contains=sent.reference).exists()

    after(days=32)

    with enter(system(twin.pk)):
        assert before
        assert not PracticeMail.objects.filter(text__contains=sent.reference).exists()
        assert Referral.objects.get(pk=sent.pk).status == "closed"
    with practising(world, "teacher"):
        assert not Client.objects.exists()
