"""Long lists that were asked for, and their files."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from ccs.paging.keyset import Page, cursor_in, page_of
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter
from reporting.exports.models import Export, ExportPart
from reporting.exports.rules import State


def exports_page(actor: Actor, asked: Mapping[str, str]) -> Page[Export]:
    """The actor's own; for the desk, everybody's. The newest first."""
    rows = Export.objects.filter(network_id=actor.network.id).select_related("asked_by")
    return page_of([rows], by="asked_at", newest_first=True, cursor=cursor_in(asked))


def export_here(actor: Actor, export_id: UUID) -> Export | None:
    """One's own; for the desk, anybody's, whose file only who asked may take."""
    rows = Export.objects.filter(network_id=actor.network.id).select_related("asked_by")
    return rows.filter(pk=export_id).first()


def pieces_of(export: Export, context: Context) -> Iterator[bytes]:
    """The file, a piece at a time, each read when the one before has gone out.

    That is after the request's own transaction, so it enters the reader's context itself.
    """
    with enter(context):
        parts = ExportPart.objects.filter(export=export.pk).order_by("number")
        ids = list(parts.values_list("id", flat=True))
    for key in ids:
        with enter(context):
            content = ExportPart.objects.values_list("content", flat=True).filter(pk=key).first()
        if content is None:
            return
        yield bytes(content)


def may_take(actor: Actor, export: Export) -> bool:
    """Whether there is a file, and it is theirs."""
    return export.state == State.READY and export.asked_by_id == actor.member_id
