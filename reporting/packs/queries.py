"""Packs as each may see them: the table's wall decides which rows there are."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q, QuerySet

from ccs.paging.keyset import Page, cursor_in, page_of
from ccs.tenancy.actor import Actor
from organisations.members.models import Membership
from organisations.roles.models import NetworkRole, OrganisationRole
from reporting.packs.models import Pack, PackSent, PackWords
from reporting.packs.rules import State


def packs_page(actor: Actor, asked: Mapping[str, str]) -> Page[Pack]:
    """Newest first, without what is in them."""
    rows = Pack.objects.filter(network_id=actor.network.id).defer("frozen")
    return page_of([rows], by="made_at", newest_first=True, cursor=cursor_in(asked))


def pack_here(actor: Actor, pack_id: UUID) -> Pack | None:
    rows = Pack.objects.filter(network_id=actor.network.id).select_related("made_by")
    return rows.filter(pk=pack_id).first()


def words_of(pack: Pack) -> dict[str, PackWords]:
    """By section."""
    rows = PackWords.objects.filter(network_id=pack.network_id, pack=pack.pk)
    return {row.section: row for row in rows.select_related("changed_by")}


def sendings_of(pack: Pack) -> list[PackSent]:
    rows = PackSent.objects.filter(network_id=pack.network_id, pack=pack.pk)
    return list(rows.select_related("member", "sent_by").order_by("-sent_at", "member__name"))


def newer_version(pack: Pack) -> Pack | None:
    """A correction that was sent since."""
    rows = Pack.objects.filter(
        network_id=pack.network_id,
        kind=pack.kind,
        first=pack.first,
        version__gt=pack.version,
        status=State.SENT,
    )
    return rows.defer("frozen").order_by("-version").first()


def readers_of(network_id: UUID) -> QuerySet[Membership]:
    """To whom a pack may be sent: the desk, analysts, and managers of organisations."""
    people = Membership.objects.filter(network_id=network_id, left_at=None, user__is_active=True)
    network = NetworkRole.objects.filter(network_id=network_id)
    managing = OrganisationRole.objects.filter(network_id=network_id)
    held = Q(user__in=network.values("user_id")) | Q(user__in=managing.values("user_id"))
    return people.filter(held).order_by("name", "id")


def readers_of_reports(network_id: UUID) -> set[UUID]:
    """Those of them who read all reports anyway."""
    roles = NetworkRole.objects.filter(network_id=network_id)
    return set(
        readers_of(network_id).filter(user__in=roles.values("user_id")).values_list("id", flat=True)
    )
