"""For servers that speak only ASGI. Use ccs.wsgi where you can.

Synchronous views under ASGI leave database connections open on threads that come and go.
"""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ccs.settings.production")

application = get_asgi_application()

# Needs the apps, which the line above has loaded.
from ccs.management.start import refuse_unbound_role  # noqa: E402

refuse_unbound_role()
