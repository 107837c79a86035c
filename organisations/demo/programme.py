"""The made-up people of the programme's own team."""

from ccs.accounts.models import User
from ccs.demo.registry import AlreadyBuiltError
from networks.programme.actions import appoint
from organisations.demo.reading import read_people

PART = "programme"


def build(part: str) -> str:
    emails = [
        person["email"]
        for person in read_people()
        if any(place["role"] == "programme" for place in person["places"])
    ]
    if User.objects.filter(email__in=emails).exists():
        raise AlreadyBuiltError
    for email in emails:
        appoint(email)
    return f"{len(emails)} people"
