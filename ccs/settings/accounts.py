"""Sign-in by an emailed code; no passwords, accounts only by invitation."""

from datetime import timedelta

AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "ccs.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "ccs.accounts.second.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# The half minutes beside the present one: telephones' clocks are not ours.
MFA_TOTP_TOLERANCE = 1
# Who runs a network's desk or oversees the programme does nothing there without a second step.
SECOND_STEP_REQUIRED = True
# Tells a browser in which somebody signed in before from a new one.
DEVICE_COOKIE_NAME = "device"
ACCOUNT_FORMS = {
    "request_login_code": "ccs.accounts.forms.SignInForm",
    "confirm_login_code": "ccs.accounts.forms.SignInCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# The one address stands on the user: allauth's own table of addresses stays empty.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_TEMPLATE_EXTENSION = "html"
ACCOUNT_RATE_LIMITS = {
    # A whole council may share one address at nine in the morning; one mailbox is one person's.
    "request_login_code": "60/m/ip,3/m/key,10/h/key",
    # Wrong codes. With six digits this leaves a guesser one chance in 30,000 a day.
    "wrong_code": "3/5m/key,10/h/key,30/d/key,30/h/ip,200/d/ip",
    # In a browser where they signed in before, whatever strangers or a whole council did meanwhile.
    "request_login_code_known": "3/m/key,10/h/key",
    "wrong_code_known": "3/5m/key,10/h/key,30/d/key",
    "change_email": "3/m/user,10/h/user",
    # Wrong codes of an app and backup codes, after the emailed code was right.
    "login_failed": "60/m/ip,5/5m/key,30/d/key",
}

# A session ends this long after the sign-in, whatever happens in it. See accounts/rules.py.
SESSION_ENGINE = "ccs.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
