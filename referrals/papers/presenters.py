from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from referrals.papers.models import ImpactAnswers, PaperLink


def link_row(link: PaperLink, *, network: str) -> dict[str, Any]:
    """One that still works has an address to end it."""
    works = link.ended_at is None and link.expires_at > timezone.now()
    until = moments.full_date(localtime(link.expires_at).date())
    if works:
        state = _("Works until %(date)s") % {"date": until}
    elif link.ended_at:
        day = moments.full_date(localtime(link.ended_at).date())
        state = _("Ended on %(date)s") % {"date": day}
    else:
        state = _("Too old since %(date)s") % {"date": until}
    end = {"network": network, "link_id": link.pk}
    return {
        "made_for": link.made_for,
        "facts": [state, _("Made by %(name)s") % {"name": link.made_by.name}],
        "end": reverse("referrals:end_paper_link", kwargs=end) if works else "",
    }


def answers_row(one: ImpactAnswers, *, network: str) -> dict[str, Any]:
    day = moments.full_date(localtime(one.made_at).date())
    address = reverse("referrals:impact", kwargs={"network": network})
    return {
        "href": f"{address}?version={one.version}",
        "title": _("Version %(number)d, %(date)s") % {"number": one.version, "date": day},
        "by": one.made_by.name,
    }
