"""What an action raises, turned into a page or a form's error: the web's edge."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpResponse

from ccs.logs.refused import note
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
                message, way_on = str(problem.message), now_at(**kwargs)
                return conflict(request, message, href=way_on, typed=problem.typed)

        return told

    return decorate


def add_problem(form: forms.Form, problem: Problem) -> None:
    """At its field where the form has it. What is not for a form (404, 409) is raised on."""
    if isinstance(problem, NotAllowed | Conflict):
        with typed_kept(form):
            raise problem
    note("rule", code=problem.code)
    form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))


@contextmanager
def typed_kept(form: forms.Form) -> Iterator[None]:
    """A lost race within takes along what was written in the form, and would be lost with it."""
    try:
        yield
    except Conflict as problem:
        if form.is_bound:
            problem.typed = tuple(_written(form))
        raise


def _written(form: forms.Form) -> Iterator[tuple[str, str]]:
    for bound in form:
        if isinstance(bound.field.widget, forms.Textarea) and bound.value():
            yield str(bound.label), str(bound.value())
