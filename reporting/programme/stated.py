"""The evaluation of three years on the programme's five indicators.

Its own numbers: targets, baselines, each year, and what each of them leaves out.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOURCE: Final = _("Evaluation of the third year, summary of KPI data")


@dataclass(frozen=True, slots=True)
class Stated:
    """`value` where one number is stated; `says` with what it covers and leaves out."""

    when: str
    says: Promise
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Kpi:
    number: int
    title: Promise
    target: Promise
    # How it is counted since, of all live networks.
    counted: Promise
    stated: tuple[Stated, ...]


KPIS: Final = (
    Kpi(
        1,
        _("Numbers receiving support through local welfare schemes increase"),
        _(
            "Recipients increase by 2,000 above the baseline in year 3, across the four pilot"
            " areas."
        ),
        _(
            "Awards by local welfare schemes in the year, as each network’s desk enters them:"
            " councils hold them. The sum is of those networks that entered one."
        ),
        (
            Stated("2018/19 (baseline)", _("Awards in three pilot areas."), 8510),
            Stated("2019/20", _("Approximately, in 3 pilot sites. It leaves out Norfolk."), 21411),
            Stated(
                "2020/21",
                _(
                    "Approximately, in 3 pilot sites. It leaves out Oldham, who have not provided"
                    " their data."
                ),
                20554,
            ),
            Stated("2021/22", _("Approximately, across the four pilot sites."), 27147),
        ),
    ),
    Kpi(
        2,
        _("Numbers receiving support through other crisis support schemes increase"),
        _("Crisis support through other sources increases by 1,600 above the baseline in year 3."),
        _("Awards by other funds in the year, as each network’s desk enters them."),
        (
            Stated("2018/19 (baseline)", _("Awards made."), 2821),
            Stated("2019/20", _("Underreported in the data of grant providers."), 384),
            Stated("2020/21", _("Underreported in the data of grant providers."), 94),
            Stated(
                "2021/22",
                _("Onward referrals made by 8 funded organisations and projects, not awards."),
                236,
            ),
        ),
    ),
    Kpi(
        3,
        _("Numbers receiving referrals to other support services at point of crisis increase"),
        _("360 successful referrals across the four pilots in year 3."),
        _(
            "Accepted referrals by the date of acceptance in which help was needed today or within"
            " a day or two, as whoever sent them said; past referrals that were brought in without"
            " it are not counted. Added: what a desk entered as counted elsewhere."
        ),
        (
            Stated("2018/19 (baseline)", _("Unknown.")),
            Stated("2019/20", _("Underreported in monitoring data."), 31),
            Stated("2020/21", _("More than this, based on monitoring data."), 300),
            Stated("2021/22", _("More than this, based on monitoring data."), 1300),
        ),
    ),
    Kpi(
        4,
        _("Numbers requiring repeat crisis support decrease"),
        _(
            "Of those successfully referred for ongoing support, follow up finds increases in"
            " financial stability and resilience."
        ),
        _(
            "Of the households whose crisis was met, those that had a new one within twelve months,"
            " as each network has published it. Only known once twelve months are over."
        ),
        (
            Stated("2018/19 (baseline)", _("Unknown.")),
            Stated("2019/20", _("Unknown.")),
            Stated("2020/21", _("Unknown.")),
            Stated("2021/22", _("Unknown.")),
        ),
    ),
    Kpi(
        5,
        _("Widespread engagement of organisations is secured for a local crisis support network"),
        _("At least 20 organisations engaged in each area, 80 across four areas."),
        _(
            "Organisations that are members of a network on the last day of the year, or today."
            " Added: what a desk entered as counted elsewhere."
        ),
        (
            Stated("2018/19 (baseline)", _("None were involved before the programme began."), 0),
            Stated("2019/20", _("Over 20 in every one of the four areas."), 121),
            Stated(
                "2020/21",
                _(
                    "No sum is stated. In Oldham 50 members; in Tower Hamlets 14 on the referral"
                    " system; in Norfolk 126 that have ever been on it, from 2017 to 2021, which"
                    " was there before the programme."
                ),
            ),
            Stated(
                "2021/22",
                _(
                    "Registered users: 139 in Norfolk, 30 in Tower Hamlets, 7 in Oldham. Not"
                    " widespread in each area, only in Norfolk. Wider engagement is likely to be"
                    " higher."
                ),
                176,
            ),
        ),
    ),
)
