"""What the networks have published of people, in a sentence: what one hides is hidden here too."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from networks.networks.models import Network
from reporting.figures.report import Asked, Row, Sheet, figures
from reporting.figures.rules import Period
from reporting.figures.sheets import share_of
from reporting.figures.words import in_words, said
from reporting.programme.report import of_each

_MONTHS = 12


def repeat_crises(networks: Sequence[Network], year: Period) -> tuple[int | None, str]:
    """How many households had a new crisis, of the networks that can say so; and of how many."""
    parts, unknown = {}, []
    for name, sheet in _sheets(networks, "repeat_crises", year):
        row = next((one for one in sheet.rows if _is_whole(one)), None)
        again, n = (row["again"], row["n"]) if row else (None, None)
        if isinstance(again, int) and isinstance(n, int):
            parts[name] = (again, n)
        else:
            unknown.append(name)
    again, n = (sum(column) for column in zip(*parts.values(), strict=True)) if parts else (0, 0)
    lines = [_of_how_many(again, n)] if n else []
    if unknown:
        words = _("Not known yet, or too few to show: %(networks)s.")
        lines.append(words % {"networks": ", ".join(unknown)})
    return (again if n else None), " ".join(lines)


def awards_written(networks: Sequence[Network], year: Period) -> str:
    """Awards that members wrote down as outcomes, by scheme: a part of all awards at most."""
    told = [
        f"{name}: {', '.join(_awards(sheet))}"
        for name, sheet in _sheets(networks, "awards", year)
        if any(True for _one in _awards(sheet))
    ]
    if not told:
        return ""
    words = _("Of these, or besides, members wrote down as outcomes: %(awards)s.")
    return words % {"awards": "; ".join(told)}


def _sheets(networks: Sequence[Network], code: str, year: Period) -> list[tuple[str, Sheet]]:
    def counted(network_id: UUID) -> Sheet:
        return figures()[code].counted(Asked(network_id, year))

    return [(network.name, sheet) for network, sheet in of_each(networks, counted)]


def _is_whole(row: Row) -> bool:
    return row["group"] == "all" and row["months"] == _MONTHS


def _of_how_many(again: int, n: int) -> str:
    said_as = {"n": f"{n:,}", "share": str(share_of(again, n))}
    return _("Of %(n)s households whose crisis was met (%(share)s%%).") % said_as


def _awards(sheet: Sheet) -> Iterator[str]:
    columns = {one.code: one for one in sheet.columns}
    for row in sheet.rows:
        if row.get("awards") != 0:
            number = in_words(row.get("awards"), columns["awards"].kind)
            yield f"{said(row, 'scheme', sheet)} ({number})"
