"""The page of definitions: every figure, what it means, over what, and how it may be asked for."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils import translation

from reporting.figures.report import SECTIONS, Choice, Figure, figures

_HEAD: Final = """# Figures

Written by `script/manage draw_figures` from what each figure says of itself: change the figure,
not this page.

Every figure is a registered `Figure` (`reporting/figures/report.py`), and pages, files, packs
and the API (`GET /api/v1/networks/{slug}/reports/{name}`) show all of them by that one shape.
What they count is read from the sums of the roll-up (`reporting/facts`), never from referrals:
a report costs the same at a thousand and at a million.

- `from` and `to` are days in UK time, both included. Without them it is this programme year so
  far, unless the figure says otherwise.
- A share is a percentage with one decimal, halves rounded up, and stands beside its `n`: of how
  many.
- Sectors, types and schemes are those at the time of the referral. `statutory` is a sector of
  history that says no more; it belongs to the group `la_statutory`. The desk belongs to no
  organisation: it is `desk`.
- An acceptance that was undone counts nowhere. Rows that overlap are never made to add up to
  100%.
- Counts of referrals by organisation or route, and of organisations, are not about people: any
  period, nothing hidden. Figures **about people** are told for programme years (October to
  September) and their quarters only, and small numbers are hidden.

A room adds one by `register(Figure(...))` from its app's `ready()`: no page, file or call needs
code for it. `counted` runs in the system's context of one network, so it sees envelopes and
never a letter.
"""


def figures_page() -> str:
    """In English, as the other documents are."""
    with translation.override("en"):
        return "\n".join([_HEAD, *_sections()]).rstrip() + "\n"


def _sections() -> Iterator[str]:
    for section, words in SECTIONS.items():
        held = [one for one in figures().values() if one.section == section]
        if held:
            yield f"## {words}\n"
        for figure in held:
            yield from _figure(figure)


def _figure(figure: Figure) -> Iterator[str]:
    yield f"### {figure.title}: `{figure.code}`\n"
    yield f"{figure.means}\n"
    yield f"- Counted: {figure.numerator}"
    if figure.denominator:
        yield f"- Of: {figure.denominator}"
    if figure.groups:
        yield f"- `group`: {_choices(figure.groups)}"
    if figure.filters:
        yield f"- Filters: {_choices(figure.filters)}"
    if figure.of_people:
        yield "- **About people.**"
    yield ""


def _choices(choices: Sequence[Choice]) -> str:
    return ", ".join(f"`{one.code}`" for one in choices)
