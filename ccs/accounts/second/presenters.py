"""What the page about the second step shows."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.ui import moments


def authenticator_rows(found: Iterable[Authenticator]) -> list[dict[str, Any]]:
    """Passkeys and the app, not the backup codes."""
    now = timezone.now()
    return [
        {
            "name": one.wrap().name if one.type == Authenticator.Type.WEBAUTHN else _("Code app"),
            "since": _("since %(when)s") % {"when": moments.at(one.created_at, now)},
            "remove": reverse("remove_second_step", kwargs={"pk": one.pk}),
        }
        for one in found
        if one.type != Authenticator.Type.RECOVERY_CODES
    ]
