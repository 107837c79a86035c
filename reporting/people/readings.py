"""Each table about people in one sentence."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from reporting.figures.report import Hidden, Row, Sheet, Words
from reporting.figures.sheets import largest
from reporting.figures.words import said


def form(sheet: Sheet) -> str:
    if not sheet.rows:
        return _nothing()
    everybody, families, _minority, nrpf, *_others = sheet.rows
    told = [
        ""
        if isinstance(everybody["people"], Hidden)
        else _("%(people)s people were helped.") % {"people": said(everybody, "people", sheet)},
        _said_so(families, _("%(share)s of %(n)s live with children."), sheet)
        or _alone(families, _("%(people)s people live with children."), sheet),
        _said_so(nrpf, _("%(share)s of %(n)s have no recourse to public funds."), sheet)
        or _alone(nrpf, _("%(people)s people have no recourse to public funds."), sheet),
    ]
    return " ".join(filter(None, told)) or _too_few()


def most(code: str) -> Callable[[Sheet], str]:
    """The largest row by what stands in the column `code`."""

    def reading(sheet: Sheet) -> str:
        row = largest(sheet, "people")
        if row is None:
            return _too_few() if _hides(sheet, "people") else _nothing()
        words = _("The largest group is “%(name)s”: %(people)s people, %(share)s of %(n)s.")
        if _hides(sheet, "people"):
            words = _("The largest group that can be shown is “%(name)s”: %(people)s people.")
        return words % {
            "name": said(row, code, sheet),
            "people": said(row, "people", sheet),
            "share": said(row, "share", sheet),
            "n": said(row, "n", sheet),
        }

    return reading


def yes(words: Words) -> Callable[[Sheet], str]:
    """`words` say with %(share)s and %(n)s what the first row counts."""

    def reading(sheet: Sheet) -> str:
        row = next(iter(sheet.rows), None)
        if row is None or row["n"] == 0:
            return _nothing()
        return _said_so(row, str(words), sheet) or _too_few()

    return reading


def places(sheet: Sheet) -> str:
    return most("ward" if any(one.code == "ward" for one in sheet.columns) else "council")(sheet)


def outcomes(sheet: Sheet) -> str:
    row = next(iter(sheet.rows), None)
    if row is None:
        return _nothing()
    words = _("Of %(n)s needs of which somebody said how they stand, %(share)s are met.")
    return _said_so(row, words, sheet) or _too_few()


def pounds(sheet: Sheet) -> str:
    every = [row for row in sheet.rows if row["evidence"] == "all"]
    sums = [row for row in every if not isinstance(row["pounds"], Hidden)]
    if not sums:
        return _too_few() if every else _nothing()
    return (
        "; ".join(f"{said(row, 'kind', sheet)}: {said(row, 'pounds', sheet)}" for row in sums) + "."
    )


def awards(sheet: Sheet) -> str:
    row = largest(sheet, "awards")
    if row is None:
        return _too_few() if _hides(sheet, "awards") else _nothing()
    return _("Most awards came from “%(name)s”: %(awards)s, worth %(pounds)s.") % {
        "name": said(row, "scheme", sheet),
        "awards": said(row, "awards", sheet),
        "pounds": said(row, "pounds", sheet),
    }


def _nothing() -> str:
    return _("There is nothing to show for this time.")


def _said_so(row: Row, words: str, sheet: Sheet) -> str:
    """`words` with the row's %(share)s and %(n)s; empty where there is none to be said."""
    if row["share"] is None or isinstance(row["share"], Hidden):
        return ""
    return words % {"share": said(row, "share", sheet), "n": said(row, "n", sheet)}


def _alone(row: Row, words: str, sheet: Sheet) -> str:
    """`words` with how many, where it cannot be said of how many; empty where nobody is."""
    if not row["people"] or isinstance(row["people"], Hidden):
        return ""
    return words % {"people": said(row, "people", sheet)}


def _hides(sheet: Sheet, code: str) -> bool:
    return any(isinstance(row[code], Hidden) for row in sheet.rows)


def _too_few() -> str:
    return _("There are too few people to show.")
