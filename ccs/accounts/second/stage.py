"""The step of signing in that comes after the emailed code, for who has set one up."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from ccs.accounts.devices import is_trusted


class SecondStepStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and not is_trusted(request, self.login.user)
