"""Files of a conversation: added, taken away, given to some services; and handed out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.assessments.actions import open_assessment
from referrals.attachments import actions
from referrals.attachments.forms import ReceiversForm, UploadForm
from referrals.attachments.models import Attachment
from referrals.attachments.presenters import own_files
from referrals.attachments.queries import chosen_services, files_of, files_sent
from referrals.attachments.rules import MEDIA_TYPES, Kind


def files_page(network: str, assessment_id: UUID, **_: Any) -> str:
    where = {"network": network, "assessment_id": assessment_id}
    return reverse("referrals:files", kwargs=where)


@require_http_methods(["GET", "POST"])
@told_plainly(files_page)
def files(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """Two forms: files to add, and which of the chosen services gets each."""
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    there, services = files_of(assessment_id), chosen_services(assessment_id)
    upload, receivers = UploadForm(), ReceiversForm(files=there, services=services)
    if request.method == "POST" and "receivers" in request.POST:
        receivers = ReceiversForm(request.POST, files=there, services=services)
        if receivers.is_valid() and _meant(request, receivers, assessment_id):
            return redirect(files_page(network, assessment_id))
    elif request.method == "POST":
        upload = UploadForm(request.POST, request.FILES)
        if upload.is_valid() and _added(request, upload, assessment_id):
            return redirect(files_page(network, assessment_id))
    context: dict[str, Any] = {
        "form": receivers if receivers.errors else upload,
        "upload": upload,
        "receivers": receivers,
        "assessment": assessment,
        "client": assessment.client,
        "files": own_files(
            there, network=network, services=services, sent=files_sent(assessment_id)
        ),
        "has_services": bool(services),
    }
    return render(request, "referrals/attachments/files.html", context)


@require_POST
@told_plainly(files_page)
def remove(
    request: NetworkRequest, network: str, assessment_id: UUID, attachment_id: UUID
) -> HttpResponse:
    actions.remove_file(
        actor=request.actor, assessment_id=assessment_id, attachment_id=attachment_id
    )
    messages.success(request, _("You removed the file."))
    return redirect(files_page(network, assessment_id))


@require_GET
@told_plainly(files_page)
def own_file(
    request: NetworkRequest, network: str, assessment_id: UUID, attachment_id: UUID
) -> HttpResponse:
    return handed_out(
        actions.read_own_file(
            actor=request.actor, assessment_id=assessment_id, attachment_id=attachment_id
        )
    )


@require_GET
@told_plainly(lambda network, **_where: f"/{network}/referrals/")
def referral_file(
    request: NetworkRequest, network: str, reference: str, attachment_id: UUID
) -> HttpResponse:
    return handed_out(
        actions.read_file(actor=request.actor, reference=reference, attachment_id=attachment_id)
    )


def handed_out(attachment: Attachment) -> HttpResponse:
    """To be saved, never shown: what somebody else wrote must not run in our name."""
    saved_as = content_disposition_header(as_attachment=True, filename=attachment.name)
    return HttpResponse(
        bytes(attachment.content),
        content_type=MEDIA_TYPES[Kind(attachment.kind)],
        headers={
            "Content-Disposition": saved_as or "attachment",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )


def _added(request: NetworkRequest, form: UploadForm, assessment_id: UUID) -> bool:
    try:
        added = actions.add_files(
            actor=request.actor, assessment_id=assessment_id, uploads=form.uploads()
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    said = ngettext("You added %(n)d file.", "You added %(n)d files.", len(added))
    messages.success(
        request, said % {"n": len(added)} if added else _("That file is there already.")
    )
    return True


def _meant(request: NetworkRequest, form: ReceiversForm, assessment_id: UUID) -> bool:
    actions.choose_receivers(
        actor=request.actor, assessment_id=assessment_id, goes_to=form.goes_to()
    )
    messages.success(request, _("You said who gets each file."))
    return True
