"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ccs.settings.production")

application = get_wsgi_application()

# Needs the apps, which the line above has loaded.
from ccs.management.start import refuse_unbound_role  # noqa: E402

refuse_unbound_role()
