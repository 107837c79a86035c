"""Surveys in words, and their answers as tables."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.exports.tables import Table
from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.queries import is_open
from organisations.engagement.surveys.results import (
    Share,
    answered_by,
    asked,
    count_of,
    hours_of,
    in_series,
    percent,
    published,
    share_of,
)
from organisations.engagement.surveys.rules import (
    ALL,
    BY_SECTOR,
    BY_USE,
    GROUPS,
    ITEMS,
    WHOLE,
    Item,
    answers_of,
)
from organisations.engagement.workstreams.rules import year_in_words

Shown = dict[str, Any]


def survey_page(network: str, wave_id: UUID, **kwargs: object) -> str:
    return reverse("organisations:survey", kwargs={"network": network, "wave_id": wave_id})


def answer_page(network: str, wave_id: UUID, **kwargs: object) -> str:
    return reverse("organisations:answer_survey", kwargs={"network": network, "wave_id": wave_id})


def rows_of(waves: list[SurveyWave], *, actor: Actor) -> list[Shown]:
    return [
        {
            "href": survey_page(actor.network.slug, wave.pk),
            "title": wave.name,
            "tag": state_of(wave),
            "facts": [year_in_words(wave.year), days_of(wave)],
        }
        for wave in waves
    ]


def at_home(waves: list[SurveyWave], *, actor: Actor) -> list[Shown]:
    return [
        {
            "title": wave.name,
            "href": answer_page(actor.network.slug, wave.pk),
            "until": moments.full_date(wave.closes_on),
        }
        for wave in waves
    ]


def state_of(wave: SurveyWave) -> dict[str, str]:
    if wave.results:
        return {"text": _("Results"), "colour": "green"}
    if is_open(wave):
        return {"text": _("Open"), "colour": "blue"}
    if wave.opens_on > timezone.localdate():
        return {"text": _("To come"), "colour": "grey"}
    return {"text": _("Being counted"), "colour": "yellow"}


def days_of(wave: SurveyWave) -> str:
    said = {
        "first": moments.full_date(wave.opens_on),
        "last": moments.full_date(wave.closes_on),
    }
    return _("%(first)s to %(last)s") % said


def facts_of(wave: SurveyWave, *, answered: int | None) -> list[tuple[str, str]]:
    rows = [
        (_("Programme year"), year_in_words(wave.year)),
        (_("Asked"), days_of(wave)),
        (_("Opened by"), wave.opened_by),
        (_("Answered so far"), _people(answered) if answered is not None else ""),
        (_("Answered"), _people(answered_by(wave)) if wave.results else ""),
        (_("Time saved, as users report it"), hours_in_words(wave) if wave.results else ""),
    ]
    return [(name, value) for name, value in rows if value]


def hours_in_words(wave: SurveyWave) -> str:
    hours, people = hours_of(wave)
    if not people or hours is None:
        return _("Fewer than 5 people said") if people is None else _("Nobody said")
    said = {"hours": hours, "people": people, "each": number(percent(hours, people * 100))}
    return _("%(hours)s hours a week by %(people)s people together, %(each)s each") % said


def tables_shown(wave: SurveyWave) -> list[Shown]:
    """A table for each kind of answer: how many gave which."""
    found = []
    for scale, of_scale in groupby(published(wave), lambda item: item.scale):
        items = list(of_scale)
        words = [str(name) for _code, name in answers_of(items[0])]
        found.append(
            {
                "caption": str(scale.well) + ": " + _("how many gave which answer"),
                "titles": [_("Answers"), *words, _("%(answer)s, share") % {"answer": scale.well}],
                "rows": [(str(item.short), _answers_shown(wave, item)) for item in items],
            }
        )
    return found


def groups_shown(wave: SurveyWave) -> list[Shown]:
    """The same by who uses the system, and by sector: the share that answered well."""
    return [
        {
            "caption": caption,
            "titles": [str(GROUPS[group]) for group in groups],
            "rows": [
                (str(item.short), [share_in_words(share_of(wave, item.code, g)) for g in groups])
                for item in published(wave)
            ],
        }
        for caption, groups in (
            (_("Who uses the referral system, and who does not"), BY_USE),
            (_("By sector"), BY_SECTOR),
        )
    ]


def waves_shown(waves: Sequence[SurveyWave]) -> Shown | None:
    """Wave beside wave, question by question; nothing while there is only one."""
    told = in_series(waves)
    if len(told) < 2:  # noqa: PLR2004 - one cannot be compared
        return None
    return {
        "caption": _("From survey to survey"),
        "titles": [wave.name for wave in told],
        "rows": [
            (str(item.short), [_share_or_not_asked(wave, item) for wave in told])
            for item in ITEMS
            if any(asked(wave, item.code) for wave in told)
        ],
    }


def share_in_words(share: Share) -> str:
    if share.n is None:
        return _("Hidden: too few")
    if not share.n:
        return _("Nobody")
    return _("%(share)s%% (n = %(n)d)") % {"share": number(share.percent), "n": share.n}


def table_of(waves: Mapping[str, Sequence[SurveyWave]]) -> Table:
    """Each answer of each group as a row of its own, by network: for a spreadsheet."""
    rows = [
        [
            network,
            wave.name,
            year_in_words(wave.year),
            str(item.words),
            str(GROUPS[group]),
            str(words),
            "" if count is None else count,
            _("A group of fewer than 5, or one that would tell of it") if count is None else "",
            count_of(wave, item.code, WHOLE, group),
        ]
        for network, told in waves.items()
        for wave in in_series(told)
        for item in published(wave)
        for group in GROUPS
        for answer, words in answers_of(item)
        for count in [count_of(wave, item.code, answer, group)]
    ]
    heads = [
        _("Network"),
        _("Survey"),
        _("Programme year"),
        _("Question"),
        _("Who"),
        _("Answer"),
        _("How many"),
        _("Why it is hidden"),
        _("Of how many who answered"),
    ]
    return Table(title=_("Survey"), heads=heads, rows=rows)


def number(value: object) -> str:
    """A decimal as people write it: 69, and not 69.0."""
    return str(value).removesuffix(".0")


def _answers_shown(wave: SurveyWave, item: Item) -> list[str]:
    counts = [count_of(wave, item.code, answer) for answer, _words in answers_of(item)]
    whole, share = count_of(wave, item.code, WHOLE), share_of(wave, item.code)
    shown = [_("Hidden") if count is None else str(count) for count in (whole, *counts)]
    said = _("Hidden") if share.percent is None else f"{number(share.percent)}%"
    return [*shown, said]


def _share_or_not_asked(wave: SurveyWave, item: Item) -> str:
    if not asked(wave, item.code):
        return _("Not asked")
    return share_in_words(share_of(wave, item.code, ALL))


def _people(count: int | None) -> str:
    if count is None:
        return _("Fewer than 5 people")
    return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}
