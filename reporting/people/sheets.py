"""Tables of the people helped, read from what was published."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from networks.networks.queries import network_by_id
from referrals.assessments.equality import CATEGORIES, GROUPS
from reporting.disclosure.published import Table, published, share
from reporting.disclosure.sheets import counted_on, nothing_yet
from reporting.figures.report import HIDDEN, Asked, Column, Hidden, Kind, Missing, Row, Sheet, Words
from reporting.figures.sheets import N
from reporting.people.families import PEOPLE
from reporting.people.rules import ELSEWHERE, NO_ANSWER, NOT_KNOWN
from reporting.people.words import AGES, FORM, WHY_NOT, YES_NO, ethnic_words, place_words

_PEOPLE: Final = Column("people", _("People"))
_SHARE: Final = Column("share", _("Share"), Kind.SHARE, _("Of those of whom the answer is known."))
_OF_ALL: Final = Column("share", _("Share"), Kind.SHARE, _("Of everybody helped."))
_UNRECOGNISED: Final = _(
    "Counted once for each record: too little was told to know them again in another one"
)
_OUTSIDE: Final = _("Outside the network’s councils")
_NOWHERE: Final = _("Not known: no whole postcode was told, or none that is known")
# The questions of the evaluation's form, and the answer that it counts.
_FORM: Final = ("with_children", "minority", "nrpf", "interpreter")
# The column of the ethnic group, whether in five groups or in all categories.
ETHNIC_GROUP: Final = "ethnic_group"
Count = int | Hidden


def form(asked: Asked) -> Sheet:
    """As the evaluation's own table has it: rows that overlap, each of those who answered."""
    columns = [Column("who", _("Who"), Kind.TEXT, words=FORM), _PEOPLE, _SHARE, N]

    def sheet(table: Table) -> Sheet:
        rows: list[Row] = [{"who": "people", "people": table.total, "share": None, "n": None}]
        missing: list[Missing] = []
        for question in _FORM:
            yes, of = table.cell(**{question: "yes"}), answered(table, question, ("yes", "no"))
            rows.append({"who": question, "people": yes, "share": share(yes, of), "n": of})
            missing += _not_answered(table, question, prefix=FORM[question])
        return Sheet(columns, rows, n=table.total, missing=[*missing, *_always(table)])

    return _of(asked, columns, sheet)


def families(asked: Asked) -> Sheet:
    return _answers(asked, "with_children", Column("with_children", _("Children"), words=YES_NO))


def nrpf(asked: Asked) -> Sheet:
    return _answers(asked, "nrpf", Column("nrpf", _("No recourse"), words=YES_NO))


def ages(asked: Asked) -> Sheet:
    return _answers(asked, "age_band", Column("age_band", _("Age"), words=AGES))


def ethnicity(asked: Asked) -> Sheet:
    """By group or by category, in the words of the network's country."""
    question, codes = "ethnic_group", tuple(GROUPS)
    if asked.group == "category":
        question, codes = "ethnicity", CATEGORIES
    words = ethnic_words(network_by_id(asked.network_id).country)
    named = {code: words[code] for code in codes}
    return _answers(asked, question, Column(ETHNIC_GROUP, _("Ethnic group"), words=named))


def places(asked: Asked) -> Sheet:
    """By council; or by ward, of the network's councils alone."""
    councils = network_by_id(asked.network_id).area_codes
    wards = asked.group == "ward"

    def sheet(table: Table) -> Sheet:
        keys = [key for key, _n in table.rows("council", "ward") if key[0] in councils]
        names = place_words([*councils, *(ward for _council, ward in keys)])
        columns = _place_columns(names, wards=wards)
        rows = _wards(table, keys) if wards else _councils(table, councils)
        rows.sort(key=lambda row: [str(names[str(row[one.code])]) for one in columns[: 1 + wards]])
        outside = [
            Missing(_OUTSIDE, table.cell(council=ELSEWHERE)),
            Missing(_NOWHERE, table.cell(council=NOT_KNOWN)),
        ]
        return Sheet(columns, rows, n=table.total, missing=[*outside, *_always(table)])

    return _of(asked, _place_columns({}, wards=wards), sheet)


def answered(table: Table, question: str, answers: Iterable[str]) -> Count:
    """Of how many the answer is known; hidden where what is shown does not tell it."""
    known = [table.cell(**{question: answer}) for answer in answers]
    if not any(isinstance(one, Hidden) for one in known):
        return sum(one for one in known if not isinstance(one, Hidden))
    rest = [table.total, *(table.cell(**{question: one}) for one in NO_ANSWER)]
    if any(isinstance(one, Hidden) for one in rest):
        return HIDDEN
    total, *gone = (one for one in rest if not isinstance(one, Hidden))
    return total - sum(gone)


def _answers(asked: Asked, question: str, answer: Column) -> Sheet:
    """One row for each answer; what is no answer is missing, each reason apart."""
    answer = replace(answer, kind=Kind.TEXT)
    columns = [answer, _PEOPLE, _SHARE, N]

    def sheet(table: Table) -> Sheet:
        of = answered(table, question, answer.words)
        rows: list[Row] = []
        for code in answer.words:
            people = table.cell(**{question: code})
            rows.append({answer.code: code, "people": people, "share": share(people, of), "n": of})
        missing = [*_not_answered(table, question), *_always(table)]
        return Sheet(columns, rows, n=of, missing=missing)

    return _of(asked, columns, sheet)


def _of(asked: Asked, columns: Sequence[Column], sheet: Callable[[Table], Sheet]) -> Sheet:
    table = published(asked.network_id, PEOPLE, asked.period)
    return sheet(table) if table else nothing_yet(columns, PEOPLE, asked.period)


def _not_answered(table: Table, question: str, *, prefix: Words = "") -> list[Missing]:
    found = [(code, table.cell(**{question: code})) for code in WHY_NOT]
    return [
        Missing(f"{prefix}: {WHY_NOT[code]}" if prefix else WHY_NOT[code], n)
        for code, n in found
        if isinstance(n, Hidden) or n
    ]


def _always(table: Table) -> list[Missing]:
    unknown = table.cell(recognised="no")
    found = [Missing(_UNRECOGNISED, unknown)] if isinstance(unknown, Hidden) or unknown else []
    return [*found, counted_on(table)]


def _place_columns(names: Mapping[str, Words], *, wards: bool) -> list[Column]:
    council = Column("council", _("Council"), Kind.TEXT, words=names)
    ward = Column("ward", _("Ward"), Kind.TEXT, words=names)
    return [council, *([ward] if wards else []), _PEOPLE, _OF_ALL, N]


def _wards(table: Table, keys: Iterable[tuple[str, ...]]) -> list[Row]:
    return [
        _place(table, table.cell(council=council, ward=ward), council=council, ward=ward)
        for council, ward in keys
    ]


def _councils(table: Table, councils: Iterable[str]) -> list[Row]:
    return [_place(table, table.cell(council=one), council=one) for one in councils]


def _place(table: Table, people: Count, **where: str) -> Row:
    return {**where, "people": people, "share": share(people, table.total), "n": table.total}
