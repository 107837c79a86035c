"""The demo's cards: given as a worker would, with secrets that the demo's own page can show."""

import string
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from ccs.api.tokens import hash_of, issue_token
from ccs.demo.registry import OwnView
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.ui.languages import OWN_NAMES
from networks.networks.queries import live_networks
from referrals.assessments.models import Assessment
from referrals.voice.actions.making import make_card, note_printed, send_card, ways_for
from referrals.voice.hashing import hashed
from referrals.voice.models import PersonLink
from referrals.voice.rules import CODE_LENGTH, KIND, LETTERS, SECRET_LENGTH, grouped

_SALT: Final = "referrals.demo.cards"


def give(actor: Actor, assessment_id: UUID) -> None:
    """By text or email where that is safe for them and there are texts, else on paper."""
    link = make_card(actor=actor, assessment_id=assessment_id).link
    _make_known(link)
    client = Assessment.objects.select_related("client").get(pk=assessment_id).client
    ways = ways_for(client)
    if ways:
        send_card(actor=actor, link=link, channel=ways[0])
    else:
        note_printed(actor=actor, link=link)


def own_views() -> Iterator[OwnView]:
    """Every network's; those whose secret the demo does not know are left out."""
    for network in live_networks():
        with enter(system(network.pk)):
            links = list(PersonLink.objects.filter(revoked_at=None).order_by("made_at", "id"))
        for link in links:
            secret = _secret(link.pk)
            if hash_of(secret) in link.secrets:
                yield OwnView(
                    network_name=network.name,
                    title=f"{link.reference}, {OWN_NAMES.get(link.language, link.language)}",
                    address=reverse("referrals:own_view", kwargs={"token": grouped(secret)}),
                    code=_code(link.pk),
                )


def _make_known(link: PersonLink) -> None:
    if not settings.DEMO:
        raise RuntimeError("Secrets that can be worked out are for the demo alone.")
    secret = _secret(link.pk)
    with enter(system(link.network_id)):
        issue_token(kind=KIND, network_id=link.network_id, object_id=link.pk, token=secret)
        link.secrets = [*link.secrets, hash_of(secret)]
        link.code_hash = hashed(_code(link.pk))
        link.save(update_fields=["secrets", "code_hash"])


def _secret(link_id: UUID) -> str:
    return _letters(f"secret {link_id}", LETTERS, SECRET_LENGTH)


def _code(link_id: UUID) -> str:
    return _letters(f"code {link_id}", string.digits, CODE_LENGTH)


def _letters(value: str, alphabet: str, length: int) -> str:
    digest = salted_hmac(_SALT, value, algorithm="sha256").digest()
    return "".join(alphabet[byte % len(alphabet)] for byte in digest[:length])
