"""Short lessons at the point of use, and what one has learnt and practised."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.requests import NetworkRequest
from organisations.engagement.lessons.actions import record_done
from organisations.engagement.lessons.contents import CONTENTS
from organisations.engagement.lessons.forms import QuestionForm
from organisations.engagement.lessons.presenters import (
    lesson_lines,
    lessons_page,
    page_to_go_back_to,
    practised_lines,
)
from organisations.engagement.lessons.queries import own_done
from organisations.engagement.lessons.rules import LESSONS


@require_safe
def lessons(request: NetworkRequest, network: str) -> HttpResponse:
    done = own_done(request.actor)
    context = {
        "lessons": lesson_lines(done, network=network),
        "practised": practised_lines(done),
    }
    return render(request, "organisations/lessons/list.html", context)


@require_http_methods(["GET", "POST"])
def lesson(request: NetworkRequest, network: str, code: str) -> HttpResponse:
    """A right answer is the end of it, and leads back to where the lesson was opened."""
    if code not in CONTENTS:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    back = page_to_go_back_to(asked.get("back", ""), network)
    question = CONTENTS[code].question
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        question=question,
        initial={"back": back},
    )
    if request.method == "POST" and form.is_valid():
        record_done(actor=request.actor, code=code)
        messages.success(request, str(question.why))
        return redirect(back or lessons_page(network))
    context = {
        "form": form,
        "title": LESSONS[code],
        "steps": CONTENTS[code].steps,
        "back": back or lessons_page(network),
    }
    return render(request, "organisations/lessons/lesson.html", context)
