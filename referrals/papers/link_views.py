"""The data-protection page for somebody who does not sign in: read-only, by a link."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ccs.limits.rates import within_rate
from referrals.papers.document import Paper
from referrals.papers.printing import pdf_of
from referrals.papers.queries import known_to_anybody, network_of_token
from referrals.papers.statement import statement_of

_RATE: Final = "30/m/ip"


@never_cache
@require_safe
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """Whatever is wrong with a link, the answer is the same."""
    found = _paper(request, token)
    if isinstance(found, HttpResponse):
        return found
    pdf = reverse("referrals:paper_pdf", kwargs={"token": token})
    answer = render(request, "referrals/papers/by_link.html", {"paper": found, "pdf": pdf})
    return _kept_quiet(answer)


@never_cache
@require_safe
def paper_pdf(request: HttpRequest, token: str) -> HttpResponse:
    found = _paper(request, token)
    if isinstance(found, HttpResponse):
        return found
    return _kept_quiet(pdf_of(found, name="data-protection"))


def _paper(request: HttpRequest, token: str) -> Paper | HttpResponse:
    if not within_rate(request, "paper_link", rate=_RATE):
        return _no_longer(request, HTTPStatus.TOO_MANY_REQUESTS)
    network_id = network_of_token(token)
    if network_id is None:
        return _no_longer(request, HTTPStatus.NOT_FOUND)
    return statement_of(known_to_anybody(network_id), now=timezone.now())


def _no_longer(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    return _kept_quiet(render(request, "referrals/papers/no_longer.html", status=status))


def _kept_quiet(answer: HttpResponse) -> HttpResponse:
    """The address is the key: neither search engines nor other sites get to know it."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
