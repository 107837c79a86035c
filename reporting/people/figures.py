"""The figures about people: whom the network helps, and what comes of it for them."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reporting.disclosure.sheets import offered
from reporting.figures.report import Chart, Choice, Figure, register
from reporting.people import came_of_it, families, readings, sheets

_EACH_ONCE: Final = _(
    "People of whom something was first sent in the period. Each counts once, however many teams"
    " they told: they are known again by name with date of birth or phone number."
)
_OF_ANSWERED: Final = _(
    "Those of whom the answer is known. Not asked, rather not say and not clear are beside it."
)
_LAST_TOLD: Final = _(
    "What was written down when a referral ended, or about the whole story, with its day in the"
    " period. After a correction the last that was written counts."
)


def register_figures() -> None:
    families.register_families()
    for figure in (*_whom(), *_ethnicity(), *_where(), *_came_of_it()):
        register(figure)


def _figure(code: str, title: Promise, family: str, **more: Any) -> Figure:
    return Figure(code=code, title=title, of_people=True, offered=offered(family), **more)


def _person(code: str, title: Promise, **more: Any) -> Figure:
    usual = {"numerator": _EACH_ONCE, "denominator": _OF_ANSWERED}
    return _figure(code, title, families.PEOPLE, section="people", **{**usual, **more})


def _whom() -> list[Figure]:
    return [
        _person(
            "people",
            _("People helped"),
            means=_("How many people were helped, and of how many of them a few things are so."),
            counted=sheets.form,
            reading=readings.form,
            chart_of=("who", "people"),
        ),
        _person(
            "families",
            _("Families with children"),
            means=_("Whether somebody under 18 lives in the household."),
            counted=sheets.families,
            reading=readings.yes(_("%(share)s of %(n)s people live with children.")),
            chart_of=("with_children", "people"),
        ),
        _person(
            "nrpf",
            _("No recourse to public funds"),
            means=_("Whether immigration law keeps somebody from most benefits."),
            counted=sheets.nrpf,
            reading=readings.yes(_("%(share)s of %(n)s people have no recourse to public funds.")),
            chart_of=("nrpf", "people"),
        ),
        _person(
            "ages",
            _("Ages"),
            means=_("How old people were on the day they told it, in five bands."),
            counted=sheets.ages,
            reading=readings.most("age_band"),
            chart_of=("age_band", "people"),
        ),
    ]


def _ethnicity() -> list[Figure]:
    return [
        _person(
            "ethnicity",
            _("Ethnic groups"),
            means=_(
                "Ethnic group as people say it themselves, in the categories of the 2021 Census"
                " of England or of Wales. Nobody has to ask, and nobody has to answer."
            ),
            counted=sheets.ethnicity,
            reading=readings.most(sheets.ETHNIC_GROUP),
            chart_of=(sheets.ETHNIC_GROUP, "people"),
            groups=(
                Choice("group", _("Five groups")),
                Choice("category", _("All categories")),
            ),
        ),
    ]


def _where() -> list[Figure]:
    return [
        _person(
            "wards",
            _("Where people live"),
            means=_("People by the council, or the ward, of the postcode they told."),
            denominator=_("Everybody helped in the period."),
            counted=sheets.places,
            reading=readings.places,
            chart_of=("council", "people"),
            groups=(Choice("council", _("Councils")), Choice("ward", _("Wards"))),
        )
    ]


def _came_of_it() -> list[Figure]:
    return [
        _figure(
            "outcomes",
            _("How needs stand"),
            families.NEEDS,
            section="outcomes",
            means=_(
                "Of each need of each person: whether it was met. Where several teams said, the"
                " best counts. It says what followed, and not what brought it about."
            ),
            numerator=_LAST_TOLD,
            denominator=_("Needs of which somebody said how they stand, each once for a person."),
            counted=came_of_it.outcomes,
            reading=readings.outcomes,
            chart=Chart.STACKED,
            chart_of=("need", "met"),
        ),
        _figure(
            "pounds",
            _("Money gained"),
            families.POUNDS,
            section="outcomes",
            means=_(
                "What people gained in pounds, and how somebody knows of it. What two teams wrote"
                " down of the same story, kind and amount counts once."
            ),
            numerator=_LAST_TOLD,
            counted=came_of_it.pounds,
            reading=readings.pounds,
            chart=Chart.NONE,
        ),
        _figure(
            "awards",
            _("Awards by scheme"),
            families.AWARDS,
            section="outcomes",
            means=_("Grants, goods and vouchers, by the kind of scheme that gave them."),
            numerator=_LAST_TOLD,
            counted=came_of_it.awards,
            reading=readings.awards,
            chart_of=("scheme", "awards"),
        ),
    ]
