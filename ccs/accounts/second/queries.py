"""What somebody has to show at the second step."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from ccs.accounts.models import User


def authenticators_of(user: User) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=user).order_by("created_at")


def removable(user: User, pk: int) -> Authenticator | None:
    """Backup codes go with the last of the others, never alone."""
    kept = Authenticator.Type.RECOVERY_CODES
    return authenticators_of(user).filter(pk=pk).exclude(type=kept).first()


def backup_codes_of(user: User) -> Authenticator | None:
    return authenticators_of(user).filter(type=Authenticator.Type.RECOVERY_CODES).first()


def has_app(user: User) -> bool:
    return authenticators_of(user).filter(type=Authenticator.Type.TOTP).exists()


def has_passkey(user: User) -> bool:
    return authenticators_of(user).filter(type=Authenticator.Type.WEBAUTHN).exists()
