"""The secret of an address: on a card, in a text or in an email, and nowhere else."""

import secrets

from ccs.api.tokens import Found, find_token, forget_tokens, hash_of, issue_token
from ccs.outbox.registry import link_to
from ccs.tenancy.context import enter, system
from referrals.voice.models import PersonLink
from referrals.voice.rules import (
    KIND,
    LETTERS,
    PAPER_LENGTH,
    SECRET_LENGTH,
    grouped,
    plain_secret,
)


def new_address(link: PersonLink, *, on_paper: bool = False) -> str:
    """The whole address, with a secret of its own: what was given before goes on working."""
    length = PAPER_LENGTH if on_paper else SECRET_LENGTH
    token = "".join(secrets.choice(LETTERS) for _ in range(length))
    with enter(system(link.network_id)):
        locked = PersonLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
        issue_token(kind=KIND, network_id=link.network_id, object_id=link.pk, token=token)
        locked.secrets = [*locked.secrets, hash_of(token)]
        locked.save(update_fields=["secrets"])
    link.secrets = locked.secrets
    return link_to("referrals:own_view", token=grouped(token))


def found_by(typed: str) -> Found | None:
    return find_token(plain_secret(typed), kind=KIND)


def belongs_to(link: PersonLink, typed: str) -> bool:
    return hash_of(plain_secret(typed)) in link.secrets


def forget_addresses(link: PersonLink) -> None:
    """All that were ever given out for it. In the context of whoever may change it."""
    hashes, link.secrets = link.secrets, []
    link.save(update_fields=["secrets"])
    with enter(system(link.network_id)):
        forget_tokens(hashes)
