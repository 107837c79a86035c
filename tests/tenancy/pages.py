"""Pages that only tests reach: one that streams, one that breaks half way."""

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path

from ccs import urls as site
from organisations.members.models import Membership
from referrals.clients.models import Client


def stream(request: HttpRequest, network: str) -> StreamingHttpResponse:
    """Says how many clients are seen inside the view, and how many while it streams."""
    inside = Client.objects.count()

    def lines() -> Iterator[str]:
        yield f"{inside} then {Client.objects.count()}"

    return StreamingHttpResponse(lines())


def break_half_way(request: HttpRequest, network: str) -> None:
    Membership.objects.filter(user_id=request.user.pk).update(name="Half done")
    raise RuntimeError("The other half")


urlpatterns = [
    path("<slug:network>/stream/", stream),
    path("<slug:network>/break/", break_half_way),
    *site.urlpatterns,
]
handler404 = "ccs.ui.errors.not_found"
handler500 = "ccs.ui.errors.server_error"
