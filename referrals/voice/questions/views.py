"""The four questions on the person's own page: one to a page, one tap each, no script needed."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect

from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from ccs.ui.typed import plain
from referrals.voice.questions.actions.answering import (
    answer_by_link,
    quote_by_link,
    words_by_link,
)
from referrals.voice.questions.queries import About, own_words, to_answer
from referrals.voice.questions.rules import ANSWERS, next_question
from referrals.voice.visit import Visit, nothing, persons_page, show
from referrals.voice.words import dates
from referrals.voice.words.questions import ASKED, SAID

_BOTH = ("GET", "HEAD", "POST")


@persons_page(proved=False)
def questions(visit: Visit) -> HttpResponse:
    """On to the newest request that has ended and was not asked about."""
    every = to_answer(visit.link)
    waiting = [one for one in every if not one.done]
    if waiting:
        return _to(visit, "person_question", waiting[0])
    rows = [
        {"about": _named(visit, one), "href": _address(visit, "person_said", one)} for one in every
    ]
    return show(visit, "questions/none.html", {"rows": rows if visit.proved else []})


@persons_page(proved=False, methods=_BOTH)
def question(visit: Visit, reference: str) -> HttpResponse:
    """One question; a tap keeps the answer and brings the next."""
    about = _found(visit, reference)
    if about is None:
        return nothing(visit.request)
    if visit.request.method == "POST":
        return _answer(visit, about)
    after, again = visit.request.GET.get("after", ""), visit.request.GET.get("again", "")
    # Who has shown that it is they may answer anew; for everybody else it was answered.
    name = again if visit.proved and again in ANSWERS else next_question(about.said, after=after)
    if not name:
        return _to(visit, "person_words", about)
    context = {
        "about": _named(visit, about),
        "question": ASKED[name],
        "name": name,
        "answers": [(code, SAID[code]) for code in ANSWERS[name]],
        "number": list(ANSWERS).index(name) + 1,
        "count": len(ANSWERS),
        "action": _address(visit, "person_question", about),
        "skip": _address(visit, "person_question", about, after=name),
    }
    return show(visit, "questions/question.html", context)


@persons_page(proved=False, methods=_BOTH)
def words(visit: Visit, reference: str) -> HttpResponse:
    """Anything they want to say, and whether it may be quoted."""
    about = _found(visit, reference)
    if about is None:
        return nothing(visit.request)
    typed, error = plain(visit.request.POST.get("words", "")), ""
    if visit.request.method == "POST":
        quote = {"yes": True, "no": False}.get(visit.request.POST.get("quote", ""))
        try:
            words_by_link(
                link=visit.link,
                reference=reference,
                words=typed,
                may_quote=quote,
                language=visit.language,
                proved=_is_sure(visit),
            )
        except Problem as problem:
            error = str(problem.message)
        else:
            return _to(visit, "person_questions_done", about)
    context = {
        "about": _named(visit, about),
        "typed": typed,
        "error": error,
        "action": _address(visit, "person_words", about),
        "skip": _address(visit, "person_questions_done", about),
    }
    return show(visit, "questions/words.html", context)


@persons_page(proved=False)
def done(visit: Visit, reference: str) -> HttpResponse:
    about = _found(visit, reference)
    if about is None:
        return nothing(visit.request)
    others = [one for one in to_answer(visit.link) if not one.answered]
    others = [one for one in others if one.referral.pk != about.referral.pk]
    context = {
        "another": _address(visit, "person_question", others[0]) if others else "",
        "another_about": _named(visit, others[0]) if others else "",
        "said": _address(visit, "person_said", about),
        "home": visit.address(),
    }
    return show(visit, "questions/done.html", context)


@persons_page(methods=_BOTH)
def said(visit: Visit, reference: str) -> HttpResponse:
    """What they answered before, and taking back that it may be quoted: after the second check."""
    about = _found(visit, reference)
    if about is None:
        return nothing(visit.request)
    if visit.request.method == "POST":
        may_quote = visit.request.POST.get("quote") == "yes"
        try:
            quote_by_link(link=visit.link, reference=reference, may_quote=may_quote)
        except NotAllowed:
            return nothing(visit.request)
        return _to(visit, "person_said", about)
    context = {
        "about": _named(visit, about),
        "rows": [
            {
                "question": ASKED[name],
                "answer": SAID[about.said[name]] if name in about.said else "",
                "change": _address(visit, "person_question", about, again=name),
            }
            for name in ANSWERS
        ],
        "words": own_words(visit.link, about.referral.pk),
        "action": _address(visit, "person_said", about),
        "home": visit.address(),
    }
    return show(visit, "questions/said.html", context)


def _answer(visit: Visit, about: About) -> HttpResponse:
    given = visit.request.POST
    name, answer = given.get("question", ""), given.get("answer", "")
    try:
        answer_by_link(
            link=visit.link,
            reference=about.referral.reference,
            question=name,
            answer=answer,
            language=visit.language,
            proved=_is_sure(visit),
        )
    except NotAllowed:
        return nothing(visit.request)
    except Conflict:
        return _to(visit, "person_questions_done", about)
    return _to(visit, "person_question", about, after=name)


def _is_sure(visit: Visit) -> bool:
    """A form of ours, sent by the browser that passed the second check."""
    return visit.proved and visit.request.POST.get("form", "") == visit.form


def _found(visit: Visit, reference: str) -> About | None:
    return next((one for one in to_answer(visit.link) if one.referral.reference == reference), None)


def _named(visit: Visit, about: About) -> dict[str, str]:
    """Who it was only after the second check: the card says no more than the day."""
    ended = about.referral.ended_at
    return {
        "who": about.referral.to_name if visit.proved else "",
        "day": dates.on_day(ended) if ended else "",
    }


def _to(visit: Visit, name: str, about: About, **more: str) -> HttpResponse:
    return redirect(_address(visit, name, about, **more))


def _address(visit: Visit, name: str, about: About, **more: Any) -> str:
    page = visit.address(name, reference=about.referral.reference)
    return f"{page}{'&' if '?' in page else '?'}{urlencode(more)}" if more else page
