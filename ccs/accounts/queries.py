"""Where somebody is signed in."""

from allauth.usersessions.models import UserSession

from ccs.accounts.models import User
from ccs.tenancy.models import new_id


def sessions_of(user: User) -> list[UserSession]:
    """Oldest first; those that have ended since are forgotten on the way."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda session: session.created_at)


def session_of(user: User, pk: int) -> UserSession | None:
    return UserSession.objects.filter(user=user, pk=pk).first()


def ask_for_nobody() -> None:
    """What looking for an account costs, where there is none to be looked for."""
    User.objects.filter(pk=new_id()).first()
