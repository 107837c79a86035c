"""Dates and times in words. `now` is an argument, so that every sentence can be tested.

Words stand in the language of the reader; the time is that of the settings' time zone.
"""

from datetime import date, datetime

from django.utils.dates import MONTHS
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

WEEK, DAY, HOUR = 7, 24, 60  # in days, in hours, in minutes
NOON = 12
BABY = 24  # months: below it an age is said in months

ON_WEEKDAYS = (
    pgettext_lazy("the day something happens", "on Monday"),
    pgettext_lazy("the day something happens", "on Tuesday"),
    pgettext_lazy("the day something happens", "on Wednesday"),
    pgettext_lazy("the day something happens", "on Thursday"),
    pgettext_lazy("the day something happens", "on Friday"),
    pgettext_lazy("the day something happens", "on Saturday"),
    pgettext_lazy("the day something happens", "on Sunday"),
)


def clock(moment: datetime) -> str:
    """`2pm`, `2:30pm`, `midday`, `midnight`."""
    local = localtime(moment)
    if (local.hour, local.minute) == (0, 0):
        return _("midnight")
    if (local.hour, local.minute) == (NOON, 0):
        return _("midday")
    hour = local.hour % NOON or NOON
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < NOON else 'pm'}"


def long_date(day: date, now: datetime) -> str:
    """`12 March`, with the year when it is another year."""
    year = "" if day.year == localtime(now).year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month]}{year}"


def full_date(day: date) -> str:
    """`12 March 1988`."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def when(day: date, now: datetime) -> str:
    """`today`, `tomorrow`, `yesterday`, `on Friday` within six days, else `on 12 March`."""
    away = (day - localtime(now).date()).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if away in near:
        return near[away]
    if 1 < away < WEEK:
        return str(ON_WEEKDAYS[day.weekday()])
    return _("on %(date)s") % {"date": long_date(day, now)}


def at(moment: datetime, now: datetime) -> str:
    """`2pm today`, `9am on 12 March`."""
    day = when(localtime(moment).date(), now)
    return _("%(time)s %(day)s") % {"time": clock(moment), "day": day}


def by(moment: datetime, now: datetime) -> str:
    """`by 2pm today`; once it has passed, `was due 2pm yesterday`."""
    words = {"when": at(moment, now)}
    return (_("was due %(when)s") if moment < now else _("by %(when)s")) % words


def ago(moment: datetime, now: datetime) -> str:
    """`just now`, `5 minutes ago`, `2 hours ago` on the same day, else the day and time."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < HOUR:
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    if localtime(moment).date() != localtime(now).date():
        return at(moment, now)
    hours = minutes // HOUR
    return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}


def left(moment: datetime, now: datetime) -> str:
    """How long until then, roughly: `20 minutes left`, `3 hours left`, `2 days left`, `late`."""
    minutes = int((moment - now).total_seconds() // 60)
    if minutes < 0:
        return pgettext("of a referral", "late")
    if minutes < HOUR:
        return ngettext("%(n)d minute left", "%(n)d minutes left", minutes) % {"n": minutes}
    hours, days = minutes // HOUR, (localtime(moment).date() - localtime(now).date()).days
    if hours < DAY:
        return ngettext("%(n)d hour left", "%(n)d hours left", hours) % {"n": hours}
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}


def machine(moment: datetime) -> str:
    """For the `datetime` attribute of a `time` element."""
    return localtime(moment).isoformat(timespec="minutes")


def age(born: date, now: datetime) -> str:
    """`34 years old`, `8 months old` for a baby."""
    today = localtime(now).date()
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months < BABY:
        return ngettext("%(n)d month old", "%(n)d months old", months) % {"n": months}
    years = months // 12
    return ngettext("%(n)d year old", "%(n)d years old", years) % {"n": years}
