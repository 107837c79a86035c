"""Dates and times as the person's own language writes them, in full: a card is read days later."""

from datetime import datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from django.utils.timezone import localtime
from django.utils.translation import get_language


def on_day(moment: datetime) -> str:
    """`Tuesday 24 November 2026`. In Welsh it stands within a sentence: `dydd Mawrth`."""
    day = format_date(localtime(moment).date(), format="full", locale=_locale()).replace(",", "")
    return day[:1].lower() + day[1:] if _locale().language == "cy" else day


def short_day(moment: datetime) -> str:
    """`24 November 2026`."""
    return format_date(localtime(moment).date(), format="long", locale=_locale())


def at_time(moment: datetime) -> str:
    """`14:30`."""
    return format_time(localtime(moment).time(), format="short", locale=_locale())


def _locale() -> Locale:
    code = (get_language() or "en").replace("-", "_")
    try:
        # The months and days of this country, not those of America.
        return Locale.parse("en_GB" if code == "en" else code)
    except UnknownLocaleError:
        return Locale.parse("en_GB")
