"""A real mail server in a thread, which keeps what it is given and can be told to misbehave."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from ccs.embedded.ports import free_port

# ruff: noqa: N802 - aiosmtpd finds a command's answer by these names


@dataclass
class Mailbox:
    """`rcpt` and `data` are its answers. It keeps who sends `hold` waiting until `answering`."""

    emails: list[EmailMessage] = field(default_factory=list)
    rcpt: str = "250 OK"
    data: str = "250 OK"
    hold: str = ""
    approached: Event = field(default_factory=Event)
    answering: Event = field(default_factory=Event)
    port: int = 0

    async def handle_MAIL(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        await self.held("MAIL")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        if self.data.startswith("250"):
            self.emails.append(message_from_bytes(envelope.content, policy=policy.default))
        await self.held("DATA")
        return self.data

    async def handle_QUIT(self, server: SMTP, session: Any, envelope: Any) -> str:
        await self.held("QUIT")
        return "221 Bye"

    async def held(self, command: str) -> None:
        if command == self.hold:
            self.approached.set()
            await asyncio.to_thread(self.answering.wait)

    def keep_waiting(self, command: str) -> None:
        """From now on, whoever says this."""
        self.hold = command
        self.approached.clear()
        self.answering.clear()

    def answer(self) -> None:
        """From now on keep nobody waiting."""
        self.hold = ""
        self.answering.set()

    @property
    def subjects(self) -> list[str]:
        return [email["Subject"] for email in self.emails]

    @property
    def addresses(self) -> list[str]:
        return sorted(email["To"] for email in self.emails)

    def text(self, number: int = -1) -> str:
        """The plain text of an email: the last, unless told which."""
        return self.body("plain", number)

    def body(self, kind: str, number: int = -1) -> str:
        """The text of one kind, with the line ends of this machine and not of the post."""
        return self.emails[number].get_body((kind,)).get_content().replace("\r\n", "\n")


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    box = Mailbox()
    box.port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = box.port
    yield box
    box.answer()
    controller.stop()
