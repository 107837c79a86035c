"""Whose account here it is, remembering that, and forgetting it."""

from typing import NoReturn

from django.db import IntegrityError, transaction

from ccs.accounts.actions import end_other_sessions
from ccs.accounts.council.refusals import Kind, Refused
from ccs.accounts.council.tokens import Told
from ccs.accounts.models import User
from ccs.accounts.requests import SignedInRequest
from ccs.accounts.second.actions import tell
from ccs.settings.councils import Council


def account_of(council: Council, told: Told) -> User:
    """The account here that this person has at the council. Nothing ever makes one.

    Known by the council's own number for them; the first time by the address, if it was checked
    and the council may speak for it. An address that goes to somebody else there opens nothing.
    """
    if not told.verified:
        _nobody("not_verified")
    if not _speaks_for(council, told.email):
        _nobody("another_domain")
    known = User.objects.filter(council_issuer=council.issuer, council_subject=told.subject)
    user = known.first() or _bound(council, told)
    if not user.is_active or not _speaks_for(council, user.email):
        _nobody("closed_or_moved")
    return user


@transaction.atomic
def unbind(request: SignedInRequest) -> None:
    """The council's account opens this one no more, until its owner signs in with it again.

    Whoever may be signed in elsewhere by it is out, and the person is told; pressed twice, once.
    """
    bound = User.objects.filter(pk=request.user.pk).exclude(council_subject="")
    if bound.update(council_issuer="", council_subject=""):
        end_other_sessions(request)
        tell(request.user, "council_removed")


def _bound(council: Council, told: Told) -> User:
    try:
        with transaction.atomic():
            free = User.objects.filter(email=told.email, is_active=True, council_subject="")
            if not free.update(council_issuer=council.issuer, council_subject=told.subject):
                _nobody("no_account_or_another_subject")
            user = User.objects.get(email=told.email)
            tell(user, "council_added")
    except IntegrityError:  # bound to another account a moment ago, or to one that was closed
        _nobody("subject_taken")
    return user


def _speaks_for(council: Council, email: str) -> bool:
    return email.isprintable() and email.rpartition("@")[2] in council.domains


def _nobody(why: str) -> NoReturn:
    raise Refused(Kind.UNKNOWN, why)
