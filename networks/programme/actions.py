from django.contrib.auth.models import Permission
from django.db import transaction

from ccs.accounts.models import User
from ccs.tenancy.context import Context, Role, enter
from networks.programme.models import Programme, ProgrammeRole

NAME = "Coordinated Community Support"


@transaction.atomic
def appoint(email: str) -> bool:
    """Give an address the role `programme`; False when it had it. Nobody is told.

    The account is the invitation: signing in asks for a code at that address.
    """
    user = User.objects.for_email(email)
    with enter(Context(role=Role.SYSTEM)):
        programme = Programme.objects.get_or_create(name=NAME)[0]
        oversee = Permission.objects.get(
            codename="oversee", content_type__app_label="networks", content_type__model="programme"
        )
        _role, created = ProgrammeRole.objects.get_or_create(
            user=user, permission=oversee, content_object=programme
        )
    return created
