"""Keeping a filter under a name. Each member has their own."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.members.models import Membership
from referrals.filters.models import SavedFilter
from referrals.filters.rules import MOST_SAVED, Box, Filters, query_of


@transaction.atomic
def save_filter(*, actor: Actor, name: str, box: Box, filters: Filters) -> SavedFilter:
    """Saving the same again under the same name changes nothing."""
    member, kept = _held(actor)
    name, query = _checked(name), query_of(filters)
    same = next((one for one in kept if one.name == name), None)
    if same and (same.box, same.query) == (box, query):
        return same
    _check_free(name, kept)
    if len(kept) >= MOST_SAVED:
        raise Problem(
            _("You have %(n)d saved filters, which is the most. Remove one first.")
            % {"n": MOST_SAVED},
            field="name",
        )
    saved = SavedFilter.objects.create(
        network_id=actor.network.id, member=member, name=name, box=box, query=query
    )
    _write_down("filter.saved", saved, actor)
    return saved


@transaction.atomic
def rename_filter(*, actor: Actor, filter_id: UUID, name: str) -> SavedFilter:
    _member, kept = _held(actor)
    saved, name = _one(filter_id, kept), _checked(name)
    if saved.name != name:
        _check_free(name, kept)
        saved.name = name
        saved.save(update_fields=["name"])
        _write_down("filter.renamed", saved, actor)
    return saved


@transaction.atomic
def remove_filter(*, actor: Actor, filter_id: UUID) -> None:
    """Removing one that is gone already changes nothing."""
    kept = {one.pk: one for one in _held(actor)[1]}
    if filter_id in kept:
        _write_down("filter.removed", kept[filter_id], actor)
        kept[filter_id].delete()


@transaction.atomic
def open_first(*, actor: Actor, filter_id: UUID, first: bool) -> None:
    """Make it the one that opens by itself, or no longer; at most one is."""
    _member, kept = _held(actor)
    chosen = _one(filter_id, kept)
    for other in kept:
        if other.is_default and (other.pk != chosen.pk or not first):
            other.is_default = False
            other.save(update_fields=["is_default"])
    if first and not chosen.is_default:
        chosen.is_default = True
        chosen.save(update_fields=["is_default"])
    _write_down("filter.opens_first" if first else "filter.opens_no_longer", chosen, actor)


def _held(actor: Actor) -> tuple[Membership, list[SavedFilter]]:
    """All of the member's, whose own row is held: two at once never make one too many."""
    if actor.member_id is None or not actor.envelopes:
        raise NotAllowed(_("There is no such filter here."))
    member = Membership.objects.select_for_update(of=("self",)).get(pk=actor.member_id)
    return member, list(SavedFilter.objects.filter(member=actor.member_id))


def _one(filter_id: UUID, kept: list[SavedFilter]) -> SavedFilter:
    found = next((one for one in kept if one.pk == filter_id), None)
    if found is None:
        raise NotAllowed(_("There is no such filter here."))
    return found


def _checked(name: str) -> str:
    if not name.strip():
        raise Problem(_("Enter a name for this filter"), field="name")
    return " ".join(name.split())


def _check_free(name: str, kept: list[SavedFilter]) -> None:
    if any(one.name == name for one in kept):
        raise Problem(_("You already have a filter with this name."), field="name")


def _write_down(what: str, saved: SavedFilter, actor: Actor) -> None:
    record(what, actor=actor, subject_kind="saved_filter", subject_id=saved.pk)
