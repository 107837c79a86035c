"""Another email address, proved by a code sent to it, before it counts."""

from datetime import timedelta
from typing import Any, Self

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from django.conf import settings
from django.utils.translation import get_language

from ccs.accounts import actions
from ccs.accounts.models import User
from ccs.accounts.requests import SignedInRequest
from ccs.outbox.actions import enqueue_sealed

SESSION_KEY = "email_change"


class EmailChange(AbstractCodeVerificationProcess):
    """The wish and its code, kept in the session until they are proved or worn out."""

    def __init__(self, request: SignedInRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )

    @classmethod
    def start(cls, request: SignedInRequest, email: str) -> None:
        change = cls(request, cls.initial_state(user=request.user, email=email))
        change.send()
        change.persist()

    @classmethod
    def resume(cls, request: SignedInRequest) -> Self | None:
        state = request.session.get(SESSION_KEY)
        change: Self | None = cls(request, state).abort_if_invalid() if state else None
        return change

    @property
    def email(self) -> str:
        email: str = self.state["email"]
        return email

    def send(self) -> None:
        """A taken address gets no email and no code fits; the page does not tell."""
        code = get_adapter().generate_login_code()
        taken = User.objects.filter(email=self.email).exists()
        self.state["code"] = "" if taken else code
        enqueue_sealed(
            "new_email_code",
            user_id=self.request.user.pk,
            payload={
                "to": "" if taken else self.email,
                "code": code,
                "language": get_language() or "en",
            },
            lifetime=timedelta(seconds=self.timeout),
        )

    def persist(self) -> None:
        self.request.session[SESSION_KEY] = self.state

    def abort(self) -> None:
        self.request.session.pop(SESSION_KEY, None)

    def finish(self) -> None:
        self.abort()
        actions.change_email(user=self.request.user, email=self.email)
        actions.end_other_sessions(self.request)
