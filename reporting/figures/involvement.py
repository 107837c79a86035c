"""In how many referrals somebody takes part: one organisation, each of them, a type or a sector."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.figures.choices import (
    BY_GROUP,
    BY_ORGANISATION,
    BY_SECTOR,
    BY_TYPE,
    DESK,
    GROUP_WORDS,
    OF_ORGANISATION,
    SECTOR_WORDS,
    TYPE_WORDS,
    group_of,
    sector_of,
)
from reporting.figures.names import organisations_named
from reporting.figures.report import Asked, Column, Figure, Kind, Row, Sheet, Words
from reporting.figures.sheets import SHARE, N, largest
from reporting.figures.tally import Parts, counts, total
from reporting.figures.words import said

_COUNTS: Final = [
    Column("made", gettext_lazy("Sent"), means=gettext_lazy("Accepted referrals it sent")),
    Column(
        "received", gettext_lazy("Received"), means=gettext_lazy("Accepted referrals it received")
    ),
    Column(
        "involved",
        gettext_lazy("Has a part in"),
        means=gettext_lazy("One that it sends to itself counts once"),
    ),
    SHARE,
    N,
]
# Who has no type, and the desk, are no kind of organisation to speak of.
_NOBODY: Final = ("", DESK)
# By group: both keys of the cube, what they are grouped into, and the words of that.
_KINDS: Final[dict[str, tuple[tuple[str, str], Callable[[str], str], dict[str, Words]]]] = {
    BY_TYPE.code: (("from_type", "to_type"), str, dict(TYPE_WORDS)),
    BY_SECTOR.code: (("from_sector", "to_sector"), sector_of, dict(SECTOR_WORDS)),
    BY_GROUP.code: (("from_sector", "to_sector"), group_of, dict(GROUP_WORDS)),
}


def _involvement(asked: Asked) -> Sheet:
    one = asked.filters.get("organisation")
    if one:
        return _of_one(asked, one)
    if asked.group == BY_ORGANISATION.code:
        return _of_each(asked)
    return _of_kinds(asked)


def _of_one(asked: Asked, organisation: str) -> Sheet:
    parts = Parts(n=total(asked, "routes", "accepted"))
    sender, receiver = {"from_organisation": organisation}, {"to_organisation": organisation}
    parts.made[organisation] = total(asked, "senders", "accepted", where=sender)
    for row in counts(asked, "receivers", "accepted", by=("inside",), where=receiver):
        parts.received[organisation] += row.n
        parts.inside[organisation] += row.n if row.key == ("yes",) else 0
    return Sheet(_COUNTS, [_row(organisation, parts)], n=parts.n, flat=True)


def _of_each(asked: Asked) -> Sheet:
    parts, named = Parts(), organisations_named(asked.network_id)
    for sent in counts(asked, "senders", "accepted", by=("from_organisation", "inside")):
        organisation, inside = sent.key
        parts.made[organisation] += sent.n
        parts.inside[organisation] += sent.n if inside == "yes" else 0
        parts.n += sent.n
    for got in counts(asked, "receivers", "accepted", by=("to_organisation",)):
        parts.received[got.key[0]] += got.n
    columns = [
        Column("organisation", gettext_lazy("Organisation"), Kind.TEXT),
        Column("organisation_code", gettext_lazy("Id of the organisation"), Kind.TEXT),
    ]
    rows: list[Row] = [
        {
            "organisation": named[one].name if one in named else "",
            "organisation_code": one,
            **_row(one, parts),
        }
        for one in parts.names()
        if one
    ]
    return Sheet([*columns, *_COUNTS], rows, n=parts.n, complete=True)


def _of_kinds(asked: Asked) -> Sheet:
    """The desk has neither a sector nor a type: it is told by the sector."""
    (sender, receiver), code, words = _KINDS[asked.group]
    parts = Parts()
    for row in counts(asked, "routes", "accepted", by=(sender, receiver, "from_sector")):
        made, received, sector = row.key
        parts.add(code(made) if sector else DESK, code(received), row.n)
    column = Column(asked.group, gettext_lazy("Who"), Kind.TEXT, words=words)
    rows: list[Row] = [{asked.group: one, **_row(one, parts)} for one in parts.names()]
    return Sheet([column, *_COUNTS], rows, n=parts.n, complete=True)


def _row(name: str, parts: Parts) -> Row:
    return {
        "made": parts.made[name],
        "received": parts.received[name],
        "involved": parts.involved(name),
        "share": parts.share(name),
        "n": parts.n,
    }


def _read(sheet: Sheet) -> str:
    named = [row for row in sheet.rows if sheet.flat or row[sheet.columns[0].code] not in _NOBODY]
    most = largest(replace(sheet, rows=named), "involved")
    if most is None:
        return _("Nothing was accepted in this time.")
    words = {name: said(most, name, sheet) for name in ("made", "received", "share", "n")}
    if sheet.flat:
        return (
            _("It sent %(made)s and received %(received)s: a part in %(share)s of %(n)s referrals.")
            % words
        )
    words["who"] = said(most, sheet.columns[0].code, sheet)
    return _("“%(who)s” has a part in %(share)s of %(n)s referrals, the most of all.") % words


INVOLVEMENT = Figure(
    code="involvement",
    title=gettext_lazy("Who takes part"),
    section="routes",
    means=gettext_lazy(
        "In how many of all referrals an organisation, a type or a sector has a part, because it"
        " sends or receives them."
    ),
    numerator=gettext_lazy(
        "Accepted referrals where it sends or receives; one where it does both counts once. So"
        " the rows add up to more than 100%. Type and sector are those at the time of the referral."
    ),
    denominator=gettext_lazy("All accepted referrals of the period."),
    counted=_involvement,
    reading=_read,
    groups=(BY_TYPE, BY_SECTOR, BY_GROUP, BY_ORGANISATION),
    filters=(OF_ORGANISATION,),
    chart_of=("type", "involved"),
)
