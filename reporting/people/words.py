"""What answers, places, kinds of money and schemes are called in the figures about people."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from organisations.needs.rules import NEEDS
from organisations.places.queries import area_names
from referrals.assessments.equality import CATEGORIES, GROUPS, group_of, words_of
from referrals.clients.models import AgeBand
from referrals.outcomes.rules import Evidence
from referrals.outcomes.schemes import schemes_in
from reporting.figures.report import Words
from reporting.people.gains import NOT_SAID, ONCE, WRITTEN_OFF, YEARLY
from reporting.people.rules import NOT_KNOWN

# A row of everything together, beside those that it is made of.
ALL: Final = "all"
YES_NO: Final[Mapping[str, Words]] = {"yes": _("Yes"), "no": _("No")}
# What is no answer, for each question.
WHY_NOT: Final[Mapping[str, Words]] = {
    "not_asked": _("Not asked"),
    "prefer_not": _("They preferred not to say"),
    "unclear": _("The answer was not clear"),
    NOT_KNOWN: _("Not known"),
}
FORM: Final[Mapping[str, Words]] = {
    "people": _("People helped"),
    "with_children": _("Families with children"),
    "minority": _("People in the Mixed, Asian, Black and Other ethnic groups"),
    "nrpf": _("People with no recourse to public funds"),
    "interpreter": _("People who need an interpreter"),
}
AGES: Final[Mapping[str, Words]] = dict(AgeBand.choices)
NEED_WORDS: Final[Mapping[str, Words]] = {ALL: _("All needs"), **NEEDS}
KIND_WORDS: Final[Mapping[str, Words]] = {
    ONCE: _("Money and goods, once"),
    YEARLY: _("More income, each year"),
    WRITTEN_OFF: _("Debt written off"),
}
EVIDENCE_WORDS: Final[Mapping[str, Words]] = {
    ALL: _("All together"),
    **{code.value: code.label for code in Evidence},
    NOT_SAID: _("Nobody said how they know"),
}


def ethnic_words(country: str) -> dict[str, Words]:
    """Groups, and categories with their group, as the country's census calls them."""
    groups: dict[str, Words] = {code: words_of(code, country) for code in GROUPS}
    return groups | {
        code: f"{groups[group_of(code)]}: {words_of(code, country)}" for code in CATEGORIES
    }


def scheme_words(country: str) -> dict[str, Words]:
    return {
        **{code.value: code.label for code in schemes_in(country)},
        NOT_SAID: _("No kind of scheme was named"),
    }


def place_words(codes: Iterable[str]) -> dict[str, Words]:
    """Councils and wards by name; one whose name nobody has brought by its code."""
    wanted = set(codes)
    return {
        **{code: code for code in wanted},
        **area_names(wanted),
        NOT_KNOWN: _("Not known"),
    }
