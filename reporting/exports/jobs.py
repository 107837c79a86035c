"""Writes a long list step by step, each in a transaction of its own.

A worker that dies loses one step: the job still stands in its table, and the next worker goes on
where the last one ended.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, transaction
from django.db.models import Func, IntegerField, Sum
from django.utils import timezone, translation

from ccs.exports.tables import as_csv
from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from ccs.tenancy.models import new_id
from networks.calendar.rules import LONDON
from networks.networks.queries import network_by_id
from reporting.exports.columns import columns_of
from reporting.exports.models import Export, ExportPart
from reporting.exports.rules import FAILED, KEPT_FOR, READY, STEP, WRITE, Format, State
from reporting.exports.sheets import tables_of
from reporting.exports.statements import plan, write_csv, xlsx_rows
from reporting.exports.writing import Shell, packed, shell_of, xlsx_pieces

# Told by PostgreSQL without reading what is in it.
_LENGTH: Final = Func("content", function="octet_length", output_field=IntegerField())
logger: Final = logging.getLogger("ccs.exports")


def step(network_id: UUID, export_id: UUID) -> datetime | None:
    """The next step of one export; when all are done, the end of its time."""
    export = Export.objects.select_for_update(of=("self",)).filter(pk=export_id).first()
    if export is None or export.state in (State.FAILED, State.EXPIRED):
        return None
    if export.state == State.READY:
        return _expire(export)
    try:
        with transaction.atomic(), translation.override(export.language):
            return _go_on(export)
    except (OperationalError, SoftTimeLimitExceeded):  # of the machine and not of this list
        raise
    except Exception:  # whoever waits for it has to know, and can try again
        logger.exception("exports.failed", extra={"export": str(export.pk)})
        _fail(export)
        return None


def _go_on(export: Export) -> datetime:
    if export.state == State.WAITING:
        _plan(export)
        return timezone.now()
    part = export.parts.filter(content=None).defer("ids").order_by("number").first()
    if part is None:
        return _finish(export)
    _write(export, part)
    return timezone.now()


def _plan(export: Export) -> None:
    """Which rows it will have: as they are now, however long the writing takes."""
    export.rows_of = plan(
        export.network_id,
        export.pk,
        first=datetime.combine(export.first, time.min, tzinfo=LONDON),
        after=datetime.combine(export.last + timedelta(days=1), time.min, tzinfo=LONDON),
        size=STEP,
    )
    export.state = State.RUNNING
    export.save(update_fields=["rows_of", "state"])
    if not export.rows_of:
        # A list of nothing still has its heads.
        _add(export, 0)


def _write(export: Export, part: ExportPart) -> None:
    columns = columns_of(in_full=export.in_full)
    if export.format == Format.XLSX:
        part.content = packed(xlsx_rows(part, columns, day_style=_shell(export).day_style))
        part.save(update_fields=["content"])
    else:
        heads = tables_of(export, network_by_id(export.network_id))[0]
        write_csv(part, columns, before=b"" if part.number else as_csv(heads))
    export.rows_done = min(export.rows_done + STEP, export.rows_of or 0)
    export.save(update_fields=["rows_done"])


def _finish(export: Export) -> datetime:
    """A workbook is put together at the end; a CSV is the sum of its parts."""
    now = timezone.now()
    if export.format == Format.XLSX:
        _put_together(export)
    export.state, export.made_at, export.expires_at = State.READY, now, now + KEPT_FOR
    export.size = export.parts.aggregate(size=Sum(_LENGTH))["size"]
    export.save(update_fields=["state", "made_at", "expires_at", "size"])
    _tell(export, READY)
    return export.expires_at


def _put_together(export: Export) -> None:
    last = export.parts.count()
    for number, piece in enumerate(xlsx_pieces(_shell(export), _written(export)), start=last):
        _add(export, number, content=piece)
    export.parts.filter(number__lt=last).delete()


def _written(export: Export) -> Iterator[bytes]:
    """One at a time, each by a query of its own, so that no more than one is in memory."""
    for key in list(export.parts.order_by("number").values_list("id", flat=True)):
        [content] = export.parts.filter(pk=key).values_list("content", flat=True)
        yield bytes(content or b"")


def _shell(export: Export) -> Shell:
    tables = tables_of(export, network_by_id(export.network_id))
    return shell_of(tables, rows=export.rows_of or 0)


def _add(export: Export, number: int, *, content: bytes | None = None) -> None:
    ExportPart.objects.create(
        network_id=export.network_id, export=export, number=number, content=content
    )


def _expire(export: Export) -> datetime | None:
    if export.expires_at and export.expires_at > timezone.now():
        return export.expires_at
    export.parts.all().delete()
    export.state = State.EXPIRED
    export.save(update_fields=["state"])
    return None


def _fail(export: Export) -> None:
    export.state = State.FAILED
    export.save(update_fields=["state"])
    _tell(export, FAILED)


def _tell(export: Export, template: str) -> None:
    """Once for each time that it was made: after another try there is another email."""
    enqueue(
        template,
        network_id=export.network_id,
        recipients=[export.asked_by_id],
        subject_id=export.pk,
        event_id=new_id(),
    )


def register() -> None:
    registry.register(WRITE, step)
