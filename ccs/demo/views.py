"""Sign in as anybody who is made up, and read everybody's mail and texts."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ccs.accounts import actions
from ccs.accounts.models import User
from ccs.demo import presenters
from ccs.demo.apps import codes_now
from ccs.demo.mail import mail_of, sent_mail
from ccs.demo.registry import own_views, places
from ccs.demo.texts import answer, kept_texts, text_of

SHOWN = 50
# An email is shown as a mail program would: its own styles, no script, nothing fetched.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@require_safe
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    networks = presenters.networks(places(), codes_now())
    context = {"networks": networks, "own_views": own_views()}
    return render(request, "demo/people.html", context)


@require_safe
@never_cache
def people_json(request: HttpRequest) -> JsonResponse:
    found = [
        {
            "email": place.email,
            "name": place.name,
            "network": place.network,
            "team": place.team,
            "organisation": place.organisation,
            "roles": place.roles,
            "sign_in_url": request.build_absolute_uri(presenters.sign_in_address(place)),
        }
        for place in places()
    ]
    return JsonResponse(found, safe=False)


@csrf_exempt
@require_POST
def sign_in(request: HttpRequest, user_id: UUID, home: str) -> HttpResponse:
    actions.sign_in(request, get_object_or_404(User, pk=user_id, is_active=True))
    return redirect(f"/{home}/")


@require_safe
@never_cache
def mail(request: HttpRequest) -> HttpResponse:
    to = request.GET.get("to", "")
    found = sent_mail(to=to)
    rows = presenters.mail_rows(found[:SHOWN])
    return render(request, "demo/mail.html", {"rows": rows, "to": to, "count": len(found)})


@require_safe
@never_cache
def mail_json(request: HttpRequest) -> JsonResponse:
    found = [
        {"to": one.to, "subject": one.subject, "text": one.text, "sent_at": one.sent_at.isoformat()}
        for one in sent_mail(to=request.GET.get("to", ""))
    ]
    return JsonResponse(found, safe=False)


@require_safe
@never_cache
def mail_html(request: HttpRequest, key: str) -> HttpResponse:
    found = mail_of(key)
    if found is None or not found.html:
        raise Http404
    return HttpResponse(found.html, headers={"Content-Security-Policy": MAIL_POLICY})


@require_safe
@never_cache
def texts(request: HttpRequest) -> HttpResponse:
    number = request.GET.get("to", "")
    found = kept_texts(number=number)
    rows = presenters.text_rows(found[:SHOWN])
    return render(request, "demo/texts.html", {"rows": rows, "to": number, "count": len(found)})


@require_safe
@never_cache
def texts_json(request: HttpRequest) -> JsonResponse:
    found = kept_texts(number=request.GET.get("to", ""))
    return JsonResponse([presenters.text_facts(text) for text in found], safe=False)


@csrf_exempt
@require_POST
def answer_text(request: HttpRequest, key: str) -> HttpResponse:
    """The site's own address for it is called by Notify's fake, a moment later."""
    found = text_of(key)
    if found is None:
        raise Http404
    if words := request.POST.get("words", "").strip():
        answer(found, words)
    return redirect("demo_texts")
