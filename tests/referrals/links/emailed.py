"""What the tests share: the link that somebody was sent, and the code that follows it."""

import re

from ccs.outbox.tasks import deliver
from tests.mail import Mailbox
from tests.world import World

CODE = "/accounts/login/code/"


def link_of(world: World, mailbox: Mailbox, name: str = "adviser") -> str:
    """The path in the newest email to them that asks for an answer."""
    deliver()
    to = world.email(name)
    for number, email in reversed(list(enumerate(mailbox.emails))):
        found = re.search(r"http://localhost:8000(/answer/\S+)", mailbox.text(number))
        if email["To"] == to and found:
            return found[1]
    raise AssertionError(f"No link was sent to {to}.")


def code_in(mailbox: Mailbox) -> str:
    deliver()
    return re.search(r"^\d{6}$", mailbox.text(), re.MULTILINE).group()
