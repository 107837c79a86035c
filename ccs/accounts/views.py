"""Signing in: ask for a code, type it. The rest of allauth's pages are not mounted."""

import logging
import re
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from ccs.accounts.council.presenters import councils
from ccs.accounts.forms import SignInCodeForm, SignInForm
from ccs.accounts.queries import ask_for_nobody

logger = logging.getLogger(__name__)

NEXT = "next_after_sign_in"
# Whether whoever asked for the code did so without knowing its address: then it is not shown.
UNSAID = "address_unsaid"


@method_decorator(never_cache, name="dispatch")
class SignInView(RequestLoginCodeView):
    template_name = "account/login.html"

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        """Who waits for a code may still come back here, to mend a mistyped address."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "councils": councils()}

    def form_valid(self, form: SignInForm) -> HttpResponse:
        # The link in the email leads to the code page without the address of where one was going.
        self.request.session[NEXT] = self.get_next_url()
        self.request.session.pop(UNSAID, None)
        if form._user is None:  # noqa: SLF001 - where allauth's form keeps whom it found
            adapter = get_adapter()
            context = {"code": adapter.generate_login_code()}
            adapter.send_mail("account/email/login_code", form.cleaned_data["email"], context)
        return super().form_valid(form)


class SignInCodeView(ConfirmLoginCodeView):
    template_name = "account/confirm_login_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        waits_for_a_code = getattr(self, "_process", None)
        if not waits_for_a_code and not request.user.is_authenticated:
            messages.info(
                request, _("Ask for a new code, in the browser you want to sign in with.")
            )
        return response

    def get_initial(self) -> dict[str, Any]:
        """The link in the email fills the code in; pressing the button stays with the person."""
        code = self.request.GET.get("code", "")
        return {"code": code} if re.fullmatch(r"\d{6}", code) else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "unsaid": self.request.session.get(UNSAID)}

    def get_form_kwargs(self) -> dict[str, Any]:
        if self.stage.login.user is None:
            # The query that allauth makes for a known address: an unknown one is not quicker.
            ask_for_nobody()
        return {**super().get_form_kwargs(), "email": self._process.state["email"]}

    def get_next_url(self) -> str | None:
        return super().get_next_url() or self.request.session.get(NEXT)

    def form_valid(self, form: SignInCodeForm) -> HttpResponse:
        self.request.session["device"] = form.cleaned_data["device"]
        return super().form_valid(form)

    def form_invalid(self, form: SignInCodeForm) -> HttpResponse:
        """Only a wrong code uses up a try, not an empty box."""
        if form.has_error("code", "incorrect_code") or form.has_error(
            "code", "too_many_login_attempts"
        ):
            return super().form_invalid(form)
        return FormView.form_invalid(self, form)


class SignOutView(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """On a shared device the way back shows no page that the browser had kept."""
        if request.user.is_authenticated:
            logger.info("accounts.signed_out", extra={"user_id": str(request.user.pk)})
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response
