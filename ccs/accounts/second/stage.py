"""The step of signing in that comes after the first, for who has set one up and not shown it."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from ccs.accounts.devices import is_trusted
from ccs.accounts.second.proved import was_proved


class SecondStepStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        done = user is not None and (was_proved(request, user) or is_trusted(request, user))
        return not done and super()._should_handle(request)
