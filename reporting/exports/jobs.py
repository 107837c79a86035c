"""Writes a long list step by step, each in a transaction of its own.

A worker that dies loses one step: the job still stands in its table, and the next worker goes on
where the last one ended.
"""

import logging
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, transaction
from django.db.models import Func, IntegerField
from django.db.models import Sum as Total
from django.utils import timezone, translation

from ccs.exports.packing import Packer, Sum
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
from reporting.exports.statements import plan, write_csv, write_xlsx
from reporting.exports.writing import Shell, begun, ended, shell_of

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
    # What stands before the rows; without rows it is all there is.
    if export.format == Format.XLSX:
        packed, summed = begun(_shell(export))
        _sum_up(export, summed)
        _add(export, 0, packed)
    else:
        _add(export, 0, as_csv(tables_of(export, network_by_id(export.network_id))[0]))


def _write(export: Export, part: ExportPart) -> None:
    columns = columns_of(in_full=export.in_full)
    if export.format == Format.XLSX:
        packer = Packer(Sum(export.crc, export.unpacked))
        write_xlsx(part, columns, day_style=_shell(export).day_style, to=packer)
        part.content = packer.packed()
        part.save(update_fields=["content"])
        _sum_up(export, packer.sum)
    else:
        write_csv(part, columns)
    export.rows_done = min(export.rows_done + STEP, export.rows_of or 0)
    export.save(update_fields=["rows_done"])


def _sum_up(export: Export, summed: Sum) -> None:
    export.crc, export.unpacked = summed.crc, summed.unpacked
    export.save(update_fields=["crc", "unpacked"])


def _finish(export: Export) -> datetime:
    """The file is the sum of its parts."""
    now = timezone.now()
    if export.format == Format.XLSX:
        _put_around(export)
    export.state, export.made_at, export.expires_at = State.READY, now, now + KEPT_FOR
    export.size = _size(export)
    export.save(update_fields=["state", "made_at", "expires_at", "size"])
    _tell(export, READY)
    return export.expires_at


def _put_around(export: Export) -> None:
    """The rest of the workbook; its rows stay where they are."""
    head, tail = ended(_shell(export), Sum(export.crc, export.unpacked), _size(export))
    first = export.parts.get(number=0)
    first.content = head + bytes(first.content or b"")
    first.save(update_fields=["content"])
    _add(export, export.parts.count(), tail)


def _size(export: Export) -> int:
    return int(export.parts.aggregate(size=Total(_LENGTH))["size"])


def _shell(export: Export) -> Shell:
    tables = tables_of(export, network_by_id(export.network_id))
    return shell_of(tables, rows=export.rows_of or 0)


def _add(export: Export, number: int, content: bytes) -> None:
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
