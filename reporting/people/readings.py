"""Each table about people in one sentence."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from reporting.figures.report import Hidden, Sheet, Words
from reporting.figures.sheets import largest
from reporting.figures.words import said


def form(sheet: Sheet) -> str:
    if not sheet.rows:
        return _nothing()
    everybody, families, _minority, nrpf, *_others = sheet.rows
    return _(
        "%(people)s people were helped. Of those who said, %(families)s live with children"
        " and %(nrpf)s have no recourse to public funds."
    ) % {
        "people": said(everybody, "people", sheet),
        "families": said(families, "share", sheet),
        "nrpf": said(nrpf, "share", sheet),
    }


def most(code: str) -> Callable[[Sheet], str]:
    """The largest row by what stands in the column `code`."""

    def reading(sheet: Sheet) -> str:
        row = largest(sheet, "people")
        if row is None:
            return _nothing()
        return _("The largest group is “%(name)s”: %(people)s people, %(share)s of %(n)s.") % {
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
        if isinstance(row["share"], Hidden):
            return _("There are too few people to show.")
        return str(words) % {
            "share": said(row, "share", sheet),
            "n": said(row, "n", sheet),
        }

    return reading


def places(sheet: Sheet) -> str:
    return most("ward" if any(one.code == "ward" for one in sheet.columns) else "council")(sheet)


def outcomes(sheet: Sheet) -> str:
    row = next(iter(sheet.rows), None)
    if row is None:
        return _nothing()
    return _("Of %(n)s needs of which somebody said how they stand, %(share)s are met.") % {
        "n": said(row, "n", sheet),
        "share": said(row, "share", sheet),
    }


def pounds(sheet: Sheet) -> str:
    sums = [row for row in sheet.rows if row["evidence"] == "all"]
    if not sums:
        return _nothing()
    return (
        "; ".join(f"{said(row, 'kind', sheet)}: {said(row, 'pounds', sheet)}" for row in sums) + "."
    )


def awards(sheet: Sheet) -> str:
    row = largest(sheet, "awards")
    if row is None:
        return _nothing()
    return _("Most awards came from “%(name)s”: %(awards)s, worth %(pounds)s.") % {
        "name": said(row, "scheme", sheet),
        "awards": said(row, "awards", sheet),
        "pounds": said(row, "pounds", sheet),
    }


def _nothing() -> str:
    return _("There is nothing to show for this time.")
