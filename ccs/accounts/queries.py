"""Where somebody is signed in."""

from allauth.usersessions.models import UserSession

from ccs.accounts.models import User


def sessions_of(user: User) -> list[UserSession]:
    """Oldest first; those that have ended since are forgotten on the way."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda session: session.created_at)


def session_of(user: User, pk: int) -> UserSession | None:
    return UserSession.objects.filter(user=user, pk=pk).first()
