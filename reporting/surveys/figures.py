"""What members say of the network, from survey to survey: one registered figure."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.queries import waves_of
from organisations.engagement.surveys.results import count_of, in_series, published, share_of
from organisations.engagement.surveys.rules import (
    ALL,
    BY_SECTOR,
    BY_USE,
    DONT_KNOW,
    GROUPS,
    ITEMS,
    ITEMS_BY_CODE,
    WELL,
    WHOLE,
)
from reporting.figures.periods import years_of
from reporting.figures.report import (
    HIDDEN,
    Asked,
    Chart,
    Choice,
    Column,
    Figure,
    Hidden,
    Kind,
    Missing,
    Row,
    Sheet,
    Value,
    register,
)
from reporting.figures.words import said
from reporting.yearly.figures import last_years

_TOGETHER: Final = Choice("wave", gettext_lazy("Everybody together"))
_USE: Final = Choice("use", gettext_lazy("Who uses the referral system"))
_SECTOR: Final = Choice("sector_group", gettext_lazy("Sector group"))
_SPLITS: Final = {"wave": (ALL,), "use": BY_USE, "sector_group": BY_SECTOR}
_PLACES: Final = ("first", "second", "third", "fourth", "fifth")
_QUESTION: Final = Column(
    "question",
    gettext_lazy("Question"),
    Kind.TEXT,
    words={item.code: item.short for item in ITEMS},
)
_NUMBERS: Final = (
    Column(
        "share",
        gettext_lazy("Gave one of the two best answers"),
        Kind.SHARE,
        gettext_lazy("Agree or strongly agree; excellent or good; all or most of them."),
    ),
    Column("n", gettext_lazy("Answered")),
    Column(
        "first", gettext_lazy("Best answer"), means=gettext_lazy("Strongly agree; excellent; all.")
    ),
    Column("second", gettext_lazy("Second"), means=gettext_lazy("Agree; good; most.")),
    Column("third", gettext_lazy("Third"), means=gettext_lazy("Neither; fair; some.")),
    Column("fourth", gettext_lazy("Fourth"), means=gettext_lazy("Disagree; poor; a few.")),
    Column(
        "fifth",
        gettext_lazy("Worst answer"),
        means=gettext_lazy("Strongly disagree; very poor; none."),
    ),
    Column("dont_know", gettext_lazy("Do not know")),
)


def _survey(asked: Asked) -> Sheet:
    years = {year.first.year for year in years_of(asked.period)}
    waves = [wave for wave in waves_of(asked.network_id) if wave.year in years]
    told, groups = in_series(waves), _SPLITS[asked.group or "wave"]
    columns = [_QUESTION, Column("survey", gettext_lazy("Survey"), Kind.TEXT)]
    if len(groups) > 1:
        columns.append(Column("who", gettext_lazy("Who"), Kind.TEXT, words=GROUPS))
    hidden = [wave.name for wave in told if any(count_of_all(wave, one) is None for one in groups)]
    missing = [
        Missing(_("%(survey)s: groups of fewer than five are not shown.") % {"survey": name})
        for name in hidden
    ]
    rows = list(_rows(told, groups))
    return Sheet([*columns, *_NUMBERS], rows, missing=missing)


def count_of_all(wave: SurveyWave, group: str) -> int | None:
    """How many answered of a group: the same for each question."""
    return count_of(wave, wave.items[0], WHOLE, group)


def _rows(waves: Sequence[SurveyWave], groups: Sequence[str]) -> Iterator[Row]:
    for item in ITEMS:
        for wave in waves:
            if item in published(wave):
                for group in groups:
                    yield _row(wave, item.code, group)


def _row(wave: SurveyWave, item: str, group: str) -> Row:
    codes = [code for code, _words in ITEMS_BY_CODE[item].scale.answers]
    cells = {
        place: _cell(count_of(wave, item, code, group))
        for place, code in zip(_PLACES, codes, strict=True)
    }
    n, well = count_of(wave, item, WHOLE, group), count_of(wave, item, WELL, group)
    share = share_of(wave, item, group).percent
    return {
        "question": item,
        "survey": wave.name,
        "who": group,
        "share": HIDDEN if well is None else share,
        "n": _cell(n),
        **cells,
        "dont_know": _cell(count_of(wave, item, DONT_KNOW, group)),
    }


def _cell(count: int | None) -> Value | Hidden:
    return HIDDEN if count is None else count


def _read(sheet: Sheet) -> str:
    told = [row for row in sheet.rows if not isinstance(row["share"], Hidden) and row["n"]]
    if not told:
        return _("No survey has results that can be shown.")
    best = max(told, key=lambda row: (str(row["survey"]), float(str(row["share"]))))
    words = {code: said(best, code, sheet) for code in ("question", "survey", "share", "n")}
    return (
        _("%(survey)s: %(share)s of %(n)s gave one of the two best answers to “%(question)s”.")
        % words
    )


SURVEY: Final = Figure(
    code="survey",
    title=gettext_lazy("What members say"),
    section="programme",
    means=gettext_lazy(
        "How people who work with the network answered each question of the yearly survey. The"
        " words are the same each year."
    ),
    numerator=gettext_lazy(
        "People who gave one of the two best of five answers. Each survey was counted once, after"
        " its last day; groups of fewer than five are never shown."
    ),
    denominator=gettext_lazy(
        "Everybody of the group who answered, those who do not know among them."
    ),
    counted=_survey,
    reading=_read,
    usual=last_years,
    groups=(_TOGETHER, _USE, _SECTOR),
    chart=Chart.NONE,
)


def register_figures() -> None:
    register(SURVEY)
