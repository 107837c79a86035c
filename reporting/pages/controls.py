"""What can be chosen on a figure's page, with what is chosen: finished for the template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.figures.periods import label_of
from reporting.figures.report import Figure, Words
from reporting.pages.asking import OTHER, Question, key_of
from reporting.pages.rules import Compare

_COMPARE: Final[dict[Compare, Promise]] = {
    Compare.NONE: gettext_lazy("Nothing"),
    Compare.BEFORE: gettext_lazy("The period before"),
    Compare.LAST_YEAR: gettext_lazy("The same time last year"),
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Control:
    """A list to choose from; `groups` are its options under a heading each, or under none."""

    name: str
    label: str
    groups: list[tuple[str, list[Option]]]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    label: str
    value: str
    error: str = ""


def controls_of(figure: Figure, question: Question) -> list[Control]:
    """The period first, then what it is compared with, how it is grouped, and what part of it."""
    asked, controls = question.asked, [_period(figure, question)]
    controls.append(
        _list(question, "compare", _("Compare with"), _COMPARE.items(), question.compare)
    )
    if figure.groups:
        groups = [(one.code, one.title) for one in figure.groups]
        controls.append(_list(question, "group", _("Group by"), groups, asked.group))
    for choice in figure.filters:
        options = [("", _("All")), *question.options[choice.code]]
        chosen = asked.filters.get(choice.code, "")
        controls.append(_list(question, choice.code, str(choice.title), options, chosen))
    return controls


def days_of(figure: Figure, question: Question, typed: Mapping[str, str]) -> list[Day]:
    """The two dates; about people there are none to choose. What was typed wrongly stays."""
    if figure.of_people:
        return []
    period, wrong = question.asked.period, question.problems
    days = {"from": (_("First day"), period.first), "to": (_("Last day"), period.last)}
    kept = bool(wrong.keys() & days.keys())
    return [
        Day(
            name,
            label,
            typed.get(name, "") if kept else day.isoformat(),
            wrong.get(name, ""),
        )
        for name, (label, day) in days.items()
    ]


def narrowed_by(figure: Figure, question: Question) -> list[tuple[str, str]]:
    """How the table is grouped, and of what part it is."""
    found = [
        (_("Grouped by"), str(one.title))
        for one in figure.groups
        if one.code == question.asked.group and len(figure.groups) > 1
    ]
    for choice in figure.filters:
        wanted = question.asked.filters.get(choice.code)
        words = [words for value, words in question.options[choice.code] if value == wanted]
        found += [(str(choice.title), str(one)) for one in words]
    return found


def _period(figure: Figure, question: Question) -> Control:
    chosen, open_to = question.asked.period, question.offered
    groups = [
        (words, [Option(key_of(one), label_of(one), one == chosen) for one in some])
        for words, some in (
            (_("Programme years"), open_to.years),
            (_("Quarters"), open_to.quarters),
            (_("Months"), open_to.months),
        )
        if some
    ]
    if not figure.of_people:
        other = Option(OTHER, _("From one day to another, chosen below"), chosen not in open_to)
        groups.append((_("Other dates"), [other]))
    elif chosen not in open_to:
        groups.append((_("Not over yet"), [Option(key_of(chosen), label_of(chosen), chosen=True)]))
    return Control("period", _("Period"), groups, question.problems.get("period", ""))


def _list(
    question: Question, name: str, label: str, values: Iterable[tuple[str, Words]], chosen: str
) -> Control:
    options = [Option(value, str(words), value == chosen) for value, words in values]
    return Control(name, label, [("", options)], question.problems.get(name, ""))
