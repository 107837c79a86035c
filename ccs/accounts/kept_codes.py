"""A code for somebody who is signed in, kept in their session until it is typed or worn out."""

from typing import Any, ClassVar, Self

from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from django.conf import settings

from ccs.accounts.requests import SignedInRequest


class KeptCode(AbstractCodeVerificationProcess):
    """As many tries and as much time as a code of signing in. `key`: its place in the session."""

    key: ClassVar[str]

    def __init__(self, request: SignedInRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )

    @classmethod
    def resume(cls, request: SignedInRequest) -> Self | None:
        state = request.session.get(cls.key)
        kept: Self | None = cls(request, state).abort_if_invalid() if state else None
        return kept

    def persist(self) -> None:
        self.request.session[self.key] = self.state

    def abort(self) -> None:
        self.request.session.pop(self.key, None)
