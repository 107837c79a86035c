"""What an action raises, turned into a page or a form's error: the web's edge."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpResponse

from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.errors import conflict

View = Callable[..., HttpResponse]


def told_plainly(now_at: Callable[..., str]) -> Callable[[View], View]:
    """404 for what is not yours, 409 for a lost race.

    `now_at(network, ...)` takes what the view takes, and is where to see how things are now.
    Nothing of the action is kept: its own transaction has undone it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def told(request: NetworkRequest, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, **kwargs)
            except NotAllowed as problem:
                raise Http404 from problem
            except Conflict as problem:
                return conflict(request, str(problem.message), href=now_at(**kwargs))

        return told

    return decorate


def add_problem(form: forms.Form, problem: Problem) -> None:
    """At its field where the form has it. What is not for a form (404, 409) is raised on."""
    if isinstance(problem, NotAllowed | Conflict):
        raise problem
    form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
