"""The account of the person signed in: its address, and where it is signed in."""

from typing import Any

from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from ccs.accounts import actions
from ccs.accounts.email_change import EmailChange
from ccs.accounts.forms import NewEmailCodeForm, NewEmailForm
from ccs.accounts.presenters import session_rows


@method_decorator(never_cache, name="dispatch")
class ChangeEmailView(LoginRequiredMixin, FormView):
    template_name = "account/email_change.html"
    form_class = NewEmailForm
    success_url = reverse_lazy("account_email_code")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "current": self.request.user.email}

    def form_valid(self, form: Form) -> HttpResponse:
        EmailChange.start(self.request, form.cleaned_data["email"])
        return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
class ChangeEmailCodeView(LoginRequiredMixin, FormView):
    template_name = "account/email_change_code.html"
    form_class = NewEmailCodeForm
    success_url = reverse_lazy("account_email")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.change = EmailChange.resume(request) if request.user.is_authenticated else None
        if request.user.is_authenticated and self.change is None:
            return redirect("account_email")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        given = {"expected": self.change.code, "email": self.change.email}
        return {**super().get_form_kwargs(), **given}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(email=self.change.email, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            self.change.finish()
        except actions.EmailTaken:
            messages.error(self.request, _("That address could not be used. Try another one."))
        else:
            messages.success(self.request, _("Your email address has been changed."))
        return super().form_valid(form)

    def form_invalid(self, form: Form) -> HttpResponse:
        """A worn-out code starts again; an empty box costs nothing."""
        if form.has_error("code", "required") or self.change.record_invalid_attempt():
            return super().form_invalid(form)
        messages.error(self.request, form.errors["code"][0])
        return redirect("account_email")


@method_decorator(never_cache, name="dispatch")
class SessionsView(ListUserSessionsView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "rows": session_rows(context["sessions"])}

    def form_valid(self, form: Form) -> HttpResponse:
        actions.end_other_sessions(self.request)
        return super().form_valid(form)
