"""The person who signs in: an email address and nothing more. Names live on memberships."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from ccs.tenancy.models import new_id
from ccs.tenancy.walls import Wall


class UserManager(BaseUserManager["User"]):
    """Every address is compared and kept in lower case."""

    def create_user(self, email: str, **fields: Any) -> "User":
        return self.create(email=email.strip().lower(), **fields)

    def for_email(self, email: str) -> "User":
        """The user with this address, made if there is none: an invitation starts here."""
        return self.get_or_create(email=email.strip().lower())[0]

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Global: the same person may work in several networks.

    There is no password column: nothing to forget, and nothing to steal.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    # The account at a council that signs in here too, by what never changes: not by an address.
    council_issuer = models.CharField(max_length=255, blank=True)
    council_subject = models.CharField(max_length=255, blank=True)

    password = None  # type: ignore[assignment]  # takes the inherited column away
    # guardian asks for these two; nobody here is above the walls, and roles are never a group's
    is_superuser = False
    is_staff = False

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    retention = {
        "keep": ["is_active", "session_epoch", "created_at", "last_login"],
        "redact": ["email", "council_issuer", "council_subject"],
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_lower"
            ),
            models.UniqueConstraint(
                fields=["council_issuer", "council_subject"],
                condition=~models.Q(council_subject=""),
                name="user_council_once",
            ),
            models.CheckConstraint(
                condition=models.Q(council_issuer="", council_subject="")
                | (~models.Q(council_issuer="") & ~models.Q(council_subject="")),
                name="user_council_whole",
            ),
            Wall(
                name="user_wall",
                networked=False,
                read="true",
                insert="true",
                # On a network's pages only one's own account: an address opens what is behind it.
                update="CASE WHEN {network} IS NULL THEN true ELSE {t}.id = {user} END",
            ),
        ]

    def __str__(self) -> str:
        """The id: what is printed may end in a log, where an address may not."""
        return str(self.pk)

    @property
    def groups(self) -> models.QuerySet[Group]:
        return Group.objects.none()

    def has_usable_password(self) -> bool:
        return False

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is bound to: raising the epoch ends every session on its next request."""
        return salted_hmac(
            "ccs.accounts.session",
            f"{self.pk}:{self.session_epoch}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


# On a network's pages only what is one's own; signing in happens outside of them.
_OWN = "CASE WHEN {network} IS NULL THEN true ELSE {t}.user_id = {user} END"


class KnownDevice(models.Model):
    """A browser in which somebody has signed in before. Its cookie holds a key, this its hash.

    Global as the account is. Until `trusted_until` no second step is asked there.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    key_hash = models.CharField(max_length=64)
    user_agent = models.CharField(max_length=200, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    trusted_until = models.DateTimeField(null=True)

    retention = {
        "delete": ["key_hash", "user_agent", "first_seen_at", "last_seen_at", "trusted_until"]
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key_hash"], name="known_device_once"),
            Wall(
                name="known_device_wall",
                networked=False,
                read=_OWN,
                insert=_OWN,
                update=_OWN,
                changes=["user_agent", "last_seen_at", "trusted_until"],
                delete=_OWN,
            ),
        ]


class LostStep(models.Model):
    """Somebody proved their mailbox and says that every second step is lost: they wait for help.

    The number that they read out to who helps them is kept as a hash.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True)
    asked_at = models.DateTimeField()
    number_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)

    retention = {"delete": ["asked_at", "number_hash", "tries"]}

    class Meta:
        constraints = [
            Wall(
                name="lost_step_wall",
                networked=False,
                read=_OWN,
                insert=_OWN,
                update=_OWN,
                changes=["asked_at", "number_hash", "tries"],
                delete=_OWN,
            ),
        ]
