"""Text messages through GOV.UK Notify. Without a key there are none, and no page offers one."""

import os
import re

from ccs.settings.environment import Problems, number

# `NOTIFY_TEMPLATE_ID` is the one template: its whole message is ((body)). The callback token is
# what Notify shows when it calls us. The sender is one of the service's numbers or names.
_DEFAULTS = {
    "NOTIFY_API_KEY": "",
    "NOTIFY_URL": "https://api.notifications.service.gov.uk",
    "NOTIFY_TEMPLATE_ID": "",
    "NOTIFY_CALLBACK_TOKEN": "",
    "NOTIFY_SENDER_ID": "",
}
NOTIFY_TIMEOUT = number("NOTIFY_TIMEOUT_SECONDS", 10)
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TOKEN_LENGTH = 30


def texts_in_environment() -> dict[str, str]:
    """Everything about texts that the environment says, by the settings' names."""
    return {name: os.environ.get(name, "").strip() or value for name, value in _DEFAULTS.items()}


def refuse_unsafe_texts(problems: Problems) -> None:
    """With a key, all that belongs to it has to be there, and safe."""
    told = texts_in_environment()
    if not told["NOTIFY_API_KEY"]:
        return
    problems.required("NOTIFY_TEMPLATE_ID")
    problems.refuse(
        "NOTIFY_API_KEY must be a whole key of GOV.UK Notify: its name, and two ids",
        when=not re.fullmatch(f".+-{_UUID}-{_UUID}", told["NOTIFY_API_KEY"]),
    )
    problems.refuse(
        "NOTIFY_URL must start with https://", when=not told["NOTIFY_URL"].startswith("https://")
    )
    tokens = told["NOTIFY_CALLBACK_TOKEN"].split(",")
    problems.refuse(
        f"NOTIFY_CALLBACK_TOKEN is missing or too short (it needs {TOKEN_LENGTH} characters)",
        when=any(len(token.strip()) < TOKEN_LENGTH for token in tokens),
    )
