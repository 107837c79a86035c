"""“You said, we did”: for anybody, without signing in."""

from django.http import Http404, HttpResponse

from organisations.public.visits import Visit, public_page, show
from referrals.learning.presenters import note_shown
from referrals.learning.queries import any_public_note, public_notes, quotes_in


@public_page
def you_said(visit: Visit) -> HttpResponse:
    """What the network has made public. With nothing to show there is no such page."""
    notes = public_notes(visit.here.pk)
    if not notes:
        raise Http404
    quotes = quotes_in(notes)
    shown = [note_shown(note, quotes.get(note.pk, [])) for note in notes]
    return show(visit, "you_said.html", {"notes": shown}, indexed={})


def link_to_you_said(visit: Visit) -> str:
    """For the page with all kinds of help; empty where there is nothing to read."""
    if not any_public_note(visit.here.pk):
        return ""
    return visit.link("referrals:you_said", network=visit.here.slug)
