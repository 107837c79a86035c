"""The rows of one person's letters as labelled sections, whatever tables there are."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Model
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.retention.rules import classification
from ccs.ui import moments
from organisations.needs.rules import NEEDS
from referrals.assessments.models import AssessmentNeed
from referrals.clients.models import Share
from referrals.clients.relationships import relationship_in_words
from referrals.papers.document import Section
from referrals.papers.words import RECORDS
from referrals.rights.codes import without_codes
from referrals.rights.person import tables_of
from referrals.rights.words import HASHED, LEFT_OUT, name_of

# When the row says that it was made, by the first of these that it has.
_WHEN: Final = ("at", "recorded_at", "said_at", "created_at", "made_at", "kept_at", "day")
_TITLES: Final = {
    "referrals.AssessmentNeed": lambda: _("Need"),
    "referrals.StoryTally": lambda: _("What is counted of a conversation"),
}


def letters_of(client_id: UUID, names: Mapping[UUID, str]) -> Iterator[Section]:
    """Inside the custodian's context of the person. `names` are the network's teams' and others'.

    The ledger of who may read it is told apart, with names.
    """
    for table in tables_of(client_id):
        if table.model is Share:
            continue
        for row in sorted(table.rows, key=_moment):
            yield Section(title=_title(row), rows=[*_rows(row, names)])


def _title(row: Model) -> str:
    label = row._meta.label
    known = RECORDS.get(label)
    name = str(known) if known else _TITLES[label]()
    when = _moment(row)
    return f"{name}, {moments.full_date(when)}" if when != date.min else name


def _moment(row: Model) -> date:
    for name in _WHEN:
        when = getattr(row, name, None)
        if isinstance(when, datetime):
            return localtime(when).date()
        if when:
            return when
    return date.min


def _rows(row: Model, names: Mapping[UUID, str]) -> Iterator[tuple[str, str]]:
    label = row._meta.label
    team = names.get(getattr(row, "team_id", None) or UUID(int=0))
    if team:
        yield _("Team"), team
    if isinstance(row, AssessmentNeed):
        yield _("Need"), _need(row.need_id)
    for field in classification(type(row)):
        if label == "referrals.Correction" and field == "before":
            yield name_of(label, field), str(getattr(row, field))
        elif field not in LEFT_OUT and type(row)._meta.get_field(field).get_internal_type() != (
            "UUIDField"
        ):
            told = in_words(row, field, names)
            if told:
                yield name_of(label, field), told


def in_words(row: Model, field: str, names: Mapping[UUID, str]) -> str:
    value = getattr(row, field)
    if field in HASHED:
        return _("Kept as a pseudonym that nobody can read back") if value else ""
    if isinstance(value, (bytes, memoryview)):
        return _("In the file with everything") if value else ""
    if field == "relationship":
        return relationship_in_words(value)
    display = getattr(row, f"get_{field}_display", None)
    return (
        str(display())
        if display and value is not None
        else _plain(without_codes(row, field, value), names)
    )


def _plain(value: Any, names: Mapping[UUID, str]) -> str:
    match value:
        case None:
            told = ""
        case bool():
            told = _("Yes") if value else _("No")
        case datetime():
            told = _("%(date)s at %(time)s") % {
                "date": moments.full_date(localtime(value).date()),
                "time": moments.clock(value),
            }
        case date():
            told = moments.full_date(value)
        case dict():
            told = "; ".join(f"{name}: {_plain(one, names)}" for name, one in value.items())
        case list():
            told = ", ".join(_plain(one, names) for one in value)
        case UUID():
            told = names.get(value, "")
        case _:
            told = _need(str(value))
    return told


def _need(code: str) -> str:
    return str(NEEDS.get(code, code))
