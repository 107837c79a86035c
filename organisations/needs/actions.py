"""The taxonomy in its table, and each network's own words for it."""

from typing import Any
from uuid import UUID

from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, Role, enter
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.needs.everyday import starting_words
from organisations.needs.models import Need, NeedSynonym
from organisations.needs.rules import NEEDS, Family, is_crisis
from organisations.roles.rules import can_coordinate


def sync_needs(*, apps: Apps = installed, **_kwargs: Any) -> None:
    """Make the table equal to the taxonomy in the code. Runs after every migrate, as the owner."""
    if "need" not in apps.all_models["organisations"]:
        return  # migrated backwards: the table is not there
    with enter(Context(role=Role.SYSTEM)):
        known = set(Need.objects.values_list("code", flat=True))
        for position, code in enumerate(NEEDS):
            family = Family.CRISIS if is_crisis(code) else Family.UNDERLYING
            if code in known:
                Need.objects.filter(pk=code).update(family=family, position=position)
            else:
                Need.objects.create(code=code, family=family, position=position)


def start_with_words(*, network_id: UUID) -> None:
    """Everyday words for a network that has just been founded. Runs as the system."""
    NeedSynonym.objects.bulk_create(
        NeedSynonym(network_id=network_id, need_id=need, word=word, language=language)
        for need, word, language in starting_words()
    )


@transaction.atomic
def add_word(*, actor: Actor, need: str, word: str, language: str) -> NeedSynonym:
    """Raises Problem for a word that the need has already, however it is written."""
    _check(actor)
    word = " ".join(word.lower().split())
    if need not in NEEDS:
        raise Problem(_("Choose what the word means."), field="need")
    if not any(character.isalnum() for character in word):
        raise Problem(_("Enter a word or a few words."), field="word")
    try:
        # A savepoint: the network's other writes of this request must survive the refusal.
        with transaction.atomic():
            kept = NeedSynonym.objects.create(
                network_id=actor.network.id, need_id=need, word=word, language=language
            )
    except IntegrityError:
        words = {"word": word, "need": NEEDS[need]}
        message = _("“%(word)s” is already a word for %(need)s.") % words
        raise Problem(message, field="word") from None
    record("need.word_added", actor=actor, subject_kind="needsynonym", subject_id=kept.pk)
    return kept


@transaction.atomic
def remove_word(*, actor: Actor, word_id: UUID) -> tuple[str, str]:
    """The word that was removed, and the need it meant."""
    _check(actor)
    found = NeedSynonym.objects.filter(network_id=actor.network.id, pk=word_id).first()
    if found is None:
        raise NotAllowed(_("There is no such word here."))
    found.delete()
    record("need.word_removed", actor=actor, subject_kind="needsynonym", subject_id=word_id)
    return found.word, found.need_id


def _check(actor: Actor) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("Only coordinators change the words."))
