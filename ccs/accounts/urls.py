"""The pages of allauth that we use, and our own. Nothing else of it can be reached."""

from django.urls import path

from ccs.accounts.account_views import change_email, change_email_code, devices
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
]
