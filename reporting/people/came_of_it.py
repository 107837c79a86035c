"""Tables of what came of it for people, read from what was published."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from networks.networks.queries import network_by_id
from organisations.needs.rules import NEEDS
from reporting.disclosure.published import Table, published, share
from reporting.disclosure.sheets import counted_on, nothing_yet
from reporting.figures.report import Asked, Column, Hidden, Kind, Missing, Row, Sheet, Value
from reporting.figures.sheets import N
from reporting.people.families import AWARDS, POUNDS
from reporting.people.families import NEEDS as NEEDS_OF_PEOPLE
from reporting.people.gains import STATES
from reporting.people.words import ALL, EVIDENCE_WORDS, KIND_WORDS, NEED_WORDS, scheme_words

_PEOPLE: Final = Column("people", _("People"), means=_("Each once in every row."))
_POUNDS: Final = Column("pounds", _("Pounds"), Kind.POUNDS)
_NOT_SAID: Final = _("Not counted: needs of which nobody has said how they stand")
_NOT_WRITTEN: Final = _("Not counted: what people gained and nobody wrote down")
_NEEDS: Final = (
    Column("need", _("Need"), Kind.TEXT, words=NEED_WORDS),
    Column("met", _("Met")),
    Column("partly", _("Partly met")),
    Column("not_met", _("Not met")),
    Column("share", _("Share met"), Kind.SHARE),
    N,
)
_MONEY: Final = (
    Column("kind", _("What it is"), Kind.TEXT, words=KIND_WORDS),
    Column("evidence", _("How somebody knows"), Kind.TEXT, words=EVIDENCE_WORDS),
    _PEOPLE,
    _POUNDS,
)


def outcomes(asked: Asked) -> Sheet:
    """By need, and of all needs together."""

    def sheet(table: Table) -> Sheet:
        rows = [_need(table), *(_need(table, need) for need in NEEDS)]
        shown = [row for row in rows if row["n"] != 0]
        return Sheet(_NEEDS, shown, n=table.total, missing=[Missing(_NOT_SAID), counted_on(table)])

    return _of(asked, NEEDS_OF_PEOPLE, _NEEDS, sheet)


def pounds(asked: Asked) -> Sheet:
    """By kind of gain, and by how somebody knows of it."""

    def sheet(table: Table) -> Sheet:
        rows = [_money(table, kind, how) for kind in KIND_WORDS for how in EVIDENCE_WORDS]
        shown = [row for row in rows if row["people"] != 0]
        return Sheet(
            _MONEY, shown, n=table.total, missing=[Missing(_NOT_WRITTEN), counted_on(table)]
        )

    return _of(asked, POUNDS, _MONEY, sheet)


def awards(asked: Asked) -> Sheet:
    """By the kind of scheme: those of the network's country."""
    words = scheme_words(network_by_id(asked.network_id).country)
    columns = (
        Column("scheme", _("Scheme"), Kind.TEXT, words=words),
        Column("awards", _("Awards")),
        _PEOPLE,
        _POUNDS,
    )

    def sheet(table: Table) -> Sheet:
        rows: list[Row] = [
            {
                "scheme": code,
                "awards": _whole(table.amount("awards", scheme=code)),
                "people": table.cell(scheme=code),
                "pounds": table.amount("pounds", scheme=code),
            }
            for code in words
        ]
        return Sheet(
            columns, rows, n=table.total, missing=[Missing(_NOT_WRITTEN), counted_on(table)]
        )

    return _of(asked, AWARDS, columns, sheet)


def _of(
    asked: Asked, family: str, columns: Sequence[Column], sheet: Callable[[Table], Sheet]
) -> Sheet:
    table = published(asked.network_id, family, asked.period)
    return sheet(table) if table else nothing_yet(columns, family, asked.period)


def _need(table: Table, need: str = "") -> Row:
    """Without a need, of all of them."""
    where = {"need": need} if need else {}
    met, partly, not_met = (table.cell(**where, state=state) for state in STATES)
    n = table.cell(**where) if need else table.total
    counts = {"met": met, "partly": partly, "not_met": not_met}
    return {"need": need or ALL, **counts, "share": share(met, n), "n": n}


def _money(table: Table, kind: str, evidence: str) -> Row:
    """Together they are pounds alone: who is in two rows would be counted twice."""
    of = {"kind": kind} if evidence == ALL else {"kind": kind, "evidence": evidence}
    people = table.cell(**of)
    shown: Value | Hidden = None if evidence == ALL and people != 0 else people
    return {
        "kind": kind,
        "evidence": evidence,
        "people": shown,
        "pounds": table.amount("pounds", **of),
    }


def _whole(amount: Decimal | Hidden) -> int | Hidden:
    return amount if isinstance(amount, Hidden) else int(amount)
