"""Another email address, proved by a code sent to it, before it counts."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.utils.translation import get_language

from ccs.accounts import actions
from ccs.accounts.kept_codes import KeptCode
from ccs.accounts.models import User
from ccs.accounts.requests import SignedInRequest
from ccs.outbox.actions import enqueue_sealed


class EmailChange(KeptCode):
    """The wish and its code."""

    key = "email_change"

    @classmethod
    def start(cls, request: SignedInRequest, email: str) -> None:
        change = cls(request, cls.initial_state(user=request.user, email=email))
        change.send()
        change.persist()

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

    def finish(self) -> None:
        self.abort()
        actions.change_email(user=self.request.user, email=self.email)
        actions.end_other_sessions(self.request)
