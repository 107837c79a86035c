"""What counts as using a session: what somebody does, and not what an open page asks by itself."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:  # the settings name this file, and sessions need them
    from ccs.accounts.sessions import SessionStore

_UNATTENDED = "_unattended"

View = Callable[..., HttpResponse]


class IdleMiddleware:
    """Keeps the time of the last use. Whether it is too long ago, the session itself knows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Pages for everybody look at no session, and stay as easy to keep as they are.
        if request.session.accessed and _UNATTENDED not in vars(request):
            cast("SessionStore", request.session).touch()
        return response


def unattended(view: View) -> View:
    """For what a page asks again and again while nobody may be looking."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        vars(request)[_UNATTENDED] = True
        return view(request, *args, **kwargs)

    return asked
