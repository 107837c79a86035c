"""Who owes a second step sees nothing of a network before it: the desk, or all if it asks so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ccs.accounts.second.proved import is_owed, to_second_step
from ccs.tenancy.held import hold


class SecondStepMiddleware:
    """After the tenancy's, which says who is here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = getattr(request, "actor", None)
        if actor and is_owed(request, actor.roles, of_all=actor.network.second_step_for_all):
            hold(request)
            return to_second_step(request)
        return self.get_response(request)
