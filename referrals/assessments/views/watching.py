"""Tell me when this opens: a button of several pages."""

from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext as _

from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from organisations.capacity.actions import watch_opening


def watch(request: NetworkRequest, service_id: UUID) -> None:
    """Keep the wish, and say so at the top of the next page."""
    try:
        watch_opening(service_id=service_id, actor=request.actor)
    except NotAllowed:
        raise
    except Problem as problem:
        messages.info(request, str(problem.message))
    else:
        messages.success(request, _("We will email you when it takes referrals again."))
