"""Packs on pages and on paper."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from markupsafe import Markup

from ccs.exports.marks import mark_of
from ccs.tenancy.actor import Actor, NetworkRef
from ccs.ui import moments
from organisations.roles.rules import can_coordinate
from reporting.exports.paper import Paper, Part
from reporting.exports.shown import Grid, Shown
from reporting.figures.periods import days_of, label_of
from reporting.figures.rules import Period
from reporting.packs.models import Pack, PackSent, PackWords
from reporting.packs.rules import WITH_WORDS, Kind, State

_COLOURS: Final = {State.DRAFT: "yellow", State.SENT: "green"}


def page_of_pack(network: str, pack_id: UUID) -> str:
    return reverse("reporting:pack", kwargs={"network": network, "pack_id": pack_id})


def title_of(pack: Pack) -> str:
    label = label_of(Period(pack.first, pack.last))
    if pack.kind == Kind.YEAR:
        return _("Annual report %(year)s") % {"year": label}
    return _("Quarterly report, %(months)s") % {"months": label}


def row_of(pack: Pack, *, actor: Actor) -> dict[str, Any]:
    state = State(pack.status)
    facts = [_made(pack)]
    if pack.version > 1:
        facts.insert(0, _("Version %(number)d, a correction") % {"number": pack.version})
    return {
        "href": page_of_pack(actor.network.slug, pack.pk),
        "title": title_of(pack),
        "tag": tag_of(pack) if can_coordinate(actor) else {},
        "facts": [*facts, _("Sent %(when)s") % {"when": _when(pack.sent_at)}]
        if state == State.SENT
        else facts,
    }


def tag_of(pack: Pack) -> dict[str, str]:
    state = State(pack.status)
    return {"text": str(state.label), "colour": _COLOURS[state]}


def parts_of(pack: Pack, words: Mapping[str, PackWords]) -> list[tuple[str, Part]]:
    """As they were frozen, with the desk's words; a section of nothing is left out."""
    parts = []
    for one in pack.frozen["sections"]:
        said = words[one["code"]].text if one["code"] in words else ""
        part = _part(one, said)
        if part.words or part.figures or part.grids or part.rows:
            parts.append((one["code"], part))
    return parts


def shown(pack: Pack, words: Mapping[str, PackWords]) -> dict[str, Any]:
    """The reader's page."""
    return {
        "title": title_of(pack),
        "lines": lines_of(pack),
        "sections": [_section(code, part) for code, part in parts_of(pack, words)],
    }


def paper_of(pack: Pack, words: Mapping[str, PackWords], network: NetworkRef) -> Paper:
    return Paper(
        title=title_of(pack),
        network=network.name,
        lines=[network.name, *lines_of(pack)],
        language=pack.language[:2],
        parts=[part for _code, part in parts_of(pack, words)],
        mark=mark_of(network),
        contents=_("What is in it"),
    )


def lines_of(pack: Pack) -> list[str]:
    """Under the title: its time, when its figures were counted, whether it corrects another."""
    lines = [days_of(Period(pack.first, pack.last)), _made(pack)]
    if pack.status == State.DRAFT:
        lines.append(_("This is a draft."))
    if pack.correction:
        words = {"number": pack.version, "what": pack.correction}
        lines.append(_("Version %(number)d. It corrects what was sent before: %(what)s") % words)
    if pack.frozen["missing"]:
        lines.append(
            _("Not yet counted for this time: %(titles)s.")
            % {"titles": ", ".join(pack.frozen["missing"])}
        )
    return lines


def sections_to_write(pack: Pack, words: Mapping[str, PackWords]) -> list[dict[str, Any]]:
    """Those with room for words, and whether there are any yet."""
    rows = []
    for one in pack.frozen["sections"]:
        if one["code"] not in WITH_WORDS:
            continue
        found = words.get(one["code"])
        kwargs = {"pack_id": pack.pk, "section": one["code"]}
        rows.append({"title": one["title"], "kwargs": kwargs, "done": bool(found and found.text)})
    return rows


def section_shown(pack: Pack, code: str) -> dict[str, Any]:
    """Its figures, for who writes to it."""
    one = next(one for one in pack.frozen["sections"] if one["code"] == code)
    return _section(code, _part(one, ""))


def sent_rows(sendings: list[PackSent]) -> list[tuple[str, str]]:
    return [
        (
            one.member.name,
            _("%(when)s, by %(name)s") % {"when": _when(one.sent_at), "name": one.sent_by.name},
        )
        for one in sendings
    ]


def file_name(pack: Pack, network: str) -> str:
    version = f"-version-{pack.version}" if pack.version > 1 else ""
    return f"{network}-report-{pack.first}-to-{pack.last}{version}.pdf"


def _part(one: Mapping[str, Any], said: str) -> Part:
    """Out of JSON again."""
    return Part(
        title=one["title"],
        words=[line for line in said.split("\n") if line.strip()],
        figures=[Shown(**{**row, "grid": Grid(**row["grid"])}) for row in one["figures"]],
        grids=[Grid(**row) for row in one["grids"]],
        rows=[(name, value) for name, value in one["rows"]],
    )


def _section(code: str, part: Part) -> dict[str, Any]:
    """The pictures were drawn by ourselves and kept as they were."""
    figures = [
        {
            "title": one.title,
            "reading": one.reading,
            "charts": (Markup(one.chart), Markup(one.narrow)) if one.chart else (),  # noqa: S704
            "grid": _grid(one.grid),
        }
        for one in part.figures
    ]
    return {
        "code": code,
        "title": part.title,
        "words": part.words,
        "figures": figures,
        "grids": [_grid(one) for one in part.grids],
        "rows": part.rows,
    }


def _grid(grid: Grid) -> dict[str, Any]:
    """As `components/numbers.html` takes it."""
    return {
        "caption": grid.caption,
        "first": grid.head[0],
        "titles": grid.head[1:],
        "numeric": grid.numeric[1:],
        "rows": [(row[0], row[1:]) for row in grid.rows],
        "notes": grid.notes,
    }


def _made(pack: Pack) -> str:
    return _("Figures counted %(when)s") % {"when": _when(pack.made_at)}


def _when(at: datetime | None) -> str:
    return moments.full_date(localtime(at).date()) if at else ""
