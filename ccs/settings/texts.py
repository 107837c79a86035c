"""Text messages through GOV.UK Notify. Without a key there are none, and no page offers one."""

import os

from ccs.settings.environment import number

NOTIFY_API_KEY = os.environ.get("NOTIFY_API_KEY", "")
NOTIFY_URL = os.environ.get("NOTIFY_URL", "https://api.notifications.service.gov.uk")
# The one template: its whole message is ((body)).
NOTIFY_TEMPLATE_ID = os.environ.get("NOTIFY_TEMPLATE_ID", "")
# What Notify shows when it calls us: a receipt, or a text that came in.
NOTIFY_CALLBACK_TOKEN = os.environ.get("NOTIFY_CALLBACK_TOKEN", "")
# Which of the service's numbers or names a text comes from; Notify's default without it.
NOTIFY_SENDER_ID = os.environ.get("NOTIFY_SENDER_ID", "")
NOTIFY_TIMEOUT = number("NOTIFY_TIMEOUT_SECONDS", 10)
