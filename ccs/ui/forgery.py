"""For a form that must not lose what was typed: the check against forged forms, answered in words.

The view is `csrf_exempt`, so that its own page says what is wrong, and asks here itself.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> Any:
        """Django's own method answers with a page."""
        return reason


def may_be_forged(request: HttpRequest) -> bool:
    """Whether the form was not sent from a page of ours, or from one that was open for too long."""
    check = _Check(_view)
    return check.process_view(request, _view, (), {}) is not None


def _view(request: HttpRequest) -> HttpResponse:
    """What is asked about: a view that is not exempt."""
    return HttpResponse()
