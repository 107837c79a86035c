"""The email that asks a team whether it can help: what for and by when, and nobody's name."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from organisations.members.notices import reader_of
from organisations.needs.rules import need_labels
from referrals.desk.models import Offer
from referrals.referrals.presenters.wording import urgency_in_words


def offer_made(notice: Notice) -> Letter | None:
    """None once it has been answered: nobody is asked for what is no longer needed."""
    reader = reader_of(notice.recipient_id)
    offer = Offer.objects.filter(pk=notice.subject_id, answer="").select_related("service").first()
    if reader is None or offer is None:
        return None
    with translation.override(reader.language):
        due = timezone.localtime(offer.answer_by)
        needs = ", ".join(need_labels(offer.needs))
        answer_by = _("%(time)s on %(day)s") % {
            "time": moments.clock(offer.answer_by),
            "day": moments.full_date(due.date()),
        }
        return reader.letter(
            page="referral",
            subject=_("Can %(service)s help? %(needs)s")
            % {"service": offer.service.name, "needs": needs},
            context={
                "opening": _("The desk asks whether you can help. The first to say yes gets it."),
                "next_step": _("Open it to say yes or no."),
                "opens": _("Say yes or no"),
                "rows": [
                    (_("Needs"), needs),
                    (_("How soon"), urgency_in_words(offer.urgency)),
                    (_("Service"), offer.service.name),
                    (_("Answer by"), answer_by),
                ],
                "link": link_to("referrals:offer", network=reader.network_slug, offer_id=offer.pk),
            },
        )


def register() -> None:
    registry.register("offer_made", offer_made)
