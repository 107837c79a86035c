"""The pages of allauth that we use, and our own. Nothing else of it can be reached."""

from django.urls import path

from ccs.accounts.account_views import (
    change_email,
    change_email_code,
    devices,
    sign_out_of,
    stop_trusting,
)
from ccs.accounts.council.views import council_answer, council_begin, council_remove
from ccs.accounts.second import sign_in_views, views
from ccs.accounts.second.again_by_email import again_by_email
from ccs.accounts.views import SignInCodeView, SignInView, SignOutView

urlpatterns = [
    path("login/", SignInView.as_view(), name="account_login"),
    # allauth looks for this second name of the same page.
    path("login/", SignInView.as_view(), name="account_request_login_code"),
    path("login/code/", SignInCodeView.as_view(), name="account_confirm_login_code"),
    path("logout/", SignOutView.as_view(), name="account_logout"),
    path("email/", change_email, name="account_email"),
    path("email/code/", change_email_code, name="account_email_code"),
    path("devices/", devices, name="account_devices"),
    path("devices/<int:pk>/sign-out/", sign_out_of, name="sign_out_of"),
    path("devices/<uuid:device_id>/ask-again/", stop_trusting, name="stop_trusting"),
    path("login/passkey/", sign_in_views.passkey_sign_in, name="passkey_sign_in"),
    path("login/council/<slug:council>/", council_begin, name="council_begin"),
    path("login/council/<slug:council>/answer/", council_answer, name="council_answer"),
    path("council/remove/", council_remove, name="council_remove"),
    # allauth looks for these two by its own names.
    path("login/second-step/", sign_in_views.SecondStepView.as_view(), name="mfa_authenticate"),
    path("second-step/again/", sign_in_views.again, name="mfa_reauthenticate"),
    path("again/", again_by_email, name="again_by_email"),
    path("login/second-step/lost/", sign_in_views.lost_everything, name="lost_step"),
    path("second-step/", views.second_step, name="second_step"),
    path("second-step/app/", views.add_app, name="add_app"),
    path("second-step/passkey/", views.add_passkey, name="add_passkey"),
    path("second-step/codes/", views.backup_codes, name="backup_codes"),
    path("second-step/<int:pk>/remove/", views.remove, name="remove_second_step"),
]
