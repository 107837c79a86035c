"""Why referrals are declined, who withdraws them, and how those that were taken end."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.referrals.rules import DeclineReason, Outcome
from reporting.figures.choices import (
    BY_GROUP,
    BY_SECTOR,
    GROUP_WORDS,
    OF_RECEIVER,
    SECTOR_WORDS,
    group_of,
    sector_of,
)
from reporting.figures.report import Asked, Column, Figure, Kind, Missing, Row, Sheet
from reporting.figures.sheets import SHARE, N, added, largest, share_of
from reporting.figures.tally import counts, sides, total
from reporting.figures.words import in_words, said

_NOT_SAID: Final = "not_said"
_NOT_SAID_WORDS: Final = {_NOT_SAID: gettext_lazy("Not said")}


def _declines(asked: Asked) -> Sheet:
    where = sides(asked, "to_sector")
    found = counts(asked, "reasons", "declined", by=("reason",), where=where)
    declined = added(((row.key[0] or _NOT_SAID, row.n) for row in found), DeclineReason.values)
    answered = sum(declined.values()) + total(asked, "routes", "accepted", where=where)
    reason = Column(
        "reason",
        gettext_lazy("Reason"),
        Kind.TEXT,
        words={**dict(DeclineReason.choices), **_NOT_SAID_WORDS},
    )
    number = Column("declined", gettext_lazy("Declined"))
    rows: list[Row] = [
        {"reason": code, "declined": n, "share": share_of(n, answered), "n": answered}
        for code, n in sorted(declined.items(), key=lambda item: -item[1])
    ]
    return Sheet([reason, number, SHARE, N], rows, n=answered)


def _declines_read(sheet: Sheet) -> str:
    most = largest(sheet, "declined")
    if most is None:
        return _("Nothing was declined in this time.")
    words = {name: said(most, name, sheet) for name in ("reason", "declined", "share", "n")}
    sentence = _("“%(reason)s” is said most often: in %(declined)s of %(n)s answers, %(share)s.")
    return sentence % words


def _withdrawals(asked: Asked) -> Sheet:
    grouped = asked.group != BY_SECTOR.code
    code, words = (group_of, GROUP_WORDS) if grouped else (sector_of, SECTOR_WORDS)
    found = counts(asked, "routes", "sent", "withdrawn", by=("from_sector",))
    sent = added((code(row.key[0]), row.n) for row in found if row.measure == "sent")
    withdrawn = added((code(row.key[0]), row.n) for row in found if row.measure == "withdrawn")
    columns = [
        Column(asked.group, gettext_lazy("Sent by"), Kind.TEXT, words=words),
        Column("withdrawn", gettext_lazy("Withdrawn")),
        SHARE,
        N,
    ]
    rows: list[Row] = [
        {
            asked.group: one,
            "withdrawn": withdrawn.get(one, 0),
            "share": share_of(withdrawn.get(one, 0), sent.get(one, 0)),
            "n": sent.get(one, 0),
        }
        for one in sorted({*sent, *withdrawn}, key=lambda one: (-withdrawn.get(one, 0), one))
    ]
    return Sheet(columns, rows, n=sum(sent.values()))


def _withdrawals_read(sheet: Sheet) -> str:
    every = sum(int(str(row["withdrawn"])) for row in sheet.rows)
    if not every:
        return _("Nothing was withdrawn in this time.")
    words = {"n": in_words(every, Kind.COUNT), "sent": in_words(sheet.n, Kind.COUNT)}
    return _("Withdrawn: %(n)s. Sent in the same time: %(sent)s.") % words


def _endings(asked: Asked) -> Sheet:
    where = sides(asked, "to_sector")
    found = counts(asked, "reasons", "closed", by=("reason",), where=where)
    closed = added(((row.key[0] or _NOT_SAID, row.n) for row in found), Outcome.values)
    unsaid = closed.pop(_NOT_SAID, 0)
    n = sum(closed.values())
    outcome = Column("outcome", gettext_lazy("Ended as"), Kind.TEXT, words=dict(Outcome.choices))
    number = Column("closed", gettext_lazy("Closed"))
    rows: list[Row] = [
        {"outcome": code, "closed": count, "share": share_of(count, n), "n": n}
        for code, count in closed.items()
    ]
    missing = Missing(gettext_lazy("Closed, and history does not say how"), unsaid)
    kept = [missing] if unsaid else []
    return Sheet([outcome, number, SHARE, N], rows, n=n, missing=kept)


def _endings_read(sheet: Sheet) -> str:
    most = largest(sheet, "closed")
    if most is None:
        return _("Nothing was closed in this time.")
    words = {name: said(most, name, sheet) for name in ("outcome", "share", "n")}
    return _("“%(outcome)s” is how %(share)s of %(n)s closed referrals ended.") % words


DECLINES: Final = Figure(
    code="declines",
    title=gettext_lazy("Why referrals are declined"),
    section="answers",
    means=gettext_lazy("How many answers were no, and for which reason."),
    numerator=gettext_lazy(
        "Referrals declined for the reason, by the day of the answer. Those that the desk declined"
        " because nobody could help are among them."
    ),
    denominator=gettext_lazy("All referrals that were accepted or declined in the period."),
    counted=_declines,
    reading=_declines_read,
    filters=(OF_RECEIVER,),
    chart_of=("reason", "declined"),
)
WITHDRAWALS: Final = Figure(
    code="withdrawals",
    title=gettext_lazy("Withdrawals"),
    section="answers",
    means=gettext_lazy(
        "How many referrals were withdrawn: by who sent them, or because the person took back"
        " their agreement."
    ),
    numerator=gettext_lazy("Referrals withdrawn, by the day on which that happened."),
    denominator=gettext_lazy(
        "Referrals sent to a service in the same time; some of them are not those withdrawn in it."
    ),
    counted=_withdrawals,
    reading=_withdrawals_read,
    groups=(BY_GROUP, BY_SECTOR),
    chart_of=("sector_group", "withdrawn"),
)
ENDINGS: Final = Figure(
    code="endings",
    title=gettext_lazy("How referrals end"),
    section="answers",
    means=gettext_lazy("What receiving teams say when they close a referral."),
    numerator=gettext_lazy(
        "Referrals closed with that outcome, by the day of closing; one that was opened again"
        " counts when it is closed again."
    ),
    denominator=gettext_lazy("All referrals closed in the period with an outcome."),
    counted=_endings,
    reading=_endings_read,
    filters=(OF_RECEIVER,),
    chart_of=("outcome", "closed"),
)
