"""Asked by a page that is open, every few seconds: has anybody done something since?"""

from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.views.decorators.http import require_GET

from ccs.accounts.idle import unattended
from ccs.tenancy.requests import NetworkRequest
from referrals.referrals.presenters.pulse import change_in_words
from referrals.referrals.queries.pulse import newest_event


@require_GET
@unattended
def pulse(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """Nothing is opened by it: it neither marks the referral as seen nor reads its letter."""
    event = newest_event(reference, actor=request.actor)
    if event is None:
        raise Http404
    version = f'"{event.pk}"'
    answer: HttpResponse
    if request.headers.get("If-None-Match") == version:
        answer = HttpResponseNotModified()
    else:
        said = change_in_words(event, actor=request.actor)
        answer = JsonResponse({"version": str(event.pk), "said": said})
    answer["ETag"] = version
    return answer
