"""In which language the questions are asked."""

from django.utils import timezone

from ccs.tenancy.context import enter, person
from ccs.ui.languages import for_the_person
from networks.networks.queries import network_by_id
from referrals.clients.models import Client
from referrals.voice.models import PersonLink
from referrals.voice.questions.models import EndQuestions


def language_of(row: EndQuestions) -> str:
    """As on their card; else the first of theirs that the network speaks. In `system`."""
    story = row.referral.assessment_id
    link = PersonLink.objects.filter(assessment=story, revoked_at=None).first()
    if link and link.expires_at > timezone.now():
        return link.language
    offered = for_the_person(network_by_id(row.network_id))
    with enter(person(row.network_id, row.client_id)):
        spoken = Client.objects.values_list("languages", flat=True).filter(pk=row.client_id).first()
    return next((code for code in spoken or () if code in offered), offered[0])
