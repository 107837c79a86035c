"""What somebody chose, read from an address; what was chosen wrongly, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.problems import Problem
from reporting.figures.asking import asked_of_query
from reporting.figures.periods import offered_periods
from reporting.figures.report import Asked, Figure, Words
from reporting.figures.rules import Period
from reporting.pages.queries import options_of
from reporting.pages.rules import Compare, Offered, among, before, offered

# In the list of periods: the two dates beside it.
OTHER: Final = "other"
_DATES: Final = ("from", "to")


@dataclass(frozen=True, slots=True)
class Question:
    """What can be answered; `problems` say by field what was wrong, and taken out of it."""

    asked: Asked
    compare: Compare
    sort: str
    offered: Offered
    options: Mapping[str, Sequence[tuple[str, Words]]]
    problems: Mapping[str, str]

    @property
    def before(self) -> Asked | None:
        period = before(self.asked.period, self.compare)
        return replace(self.asked, period=period) if period else None

    def query(self, **other: str) -> str:
        """The same again as the end of an address; `other` changes single words of it."""
        words = {
            "from": self.asked.period.first.isoformat(),
            "to": self.asked.period.last.isoformat(),
            "compare": "" if self.compare == Compare.NONE else self.compare.value,
            "group": self.asked.group,
            **self.asked.filters,
            "sort": self.sort,
            **other,
        }
        return urlencode({name: word for name, word in words.items() if word})


def question_of(
    figure: Figure, network_id: UUID, query: Mapping[str, str], *, today: date, since: date
) -> Question:
    """What is wrong is told and left out; what is usual stands in its place."""
    dated = _dated(query)
    asked, problems = _asked(figure, network_id, dated, today)
    compare = dated.get("compare", "") or Compare.NONE.value
    if compare not in list(Compare):
        problems["compare"] = _("Choose an answer from the list")
        compare = Compare.NONE.value
    if "from" in problems and (figure.of_people or "period" in query):
        # There the dates come from the list.
        problems["period"] = problems.pop("from")
    return Question(
        asked,
        Compare(compare),
        dated.get("sort", ""),
        among(offered_periods(figure, network_id, today))
        if figure.of_people
        else offered(since=since, today=today),
        {one.code: options_of(one, network_id) for one in figure.filters},
        problems,
    )


def key_of(period: Period) -> str:
    return f"{period.first.isoformat()}_{period.last.isoformat()}"


def _dated(query: Mapping[str, str]) -> dict[str, str]:
    """A period of the list stands before the two dates."""
    chosen = query.get("period", OTHER)
    if chosen in ("", OTHER):
        return dict(query)
    first, _line, last = chosen.partition("_")
    return {**query, "from": first, "to": last}


def _asked(
    figure: Figure, network_id: UUID, query: Mapping[str, str], today: date
) -> tuple[Asked, dict[str, str]]:
    """Once more without each wrong word, until what is left can be asked."""
    left, problems = dict(query), dict[str, str]()
    while True:
        try:
            return asked_of_query(figure, network_id, left, today=today), problems
        except Problem as problem:
            wrong = problem.field or "from"
            if wrong in problems:
                raise
            problems[wrong] = str(problem)
            for name in _DATES if wrong in _DATES else [wrong]:
                left.pop(name, None)
