"""Asks the web process of this container whether it is ready; the exit code is the answer."""

import os
import sys
import urllib.error
import urllib.request

host = os.environ["ALLOWED_HOSTS"].split(",")[0]
request = urllib.request.Request("http://127.0.0.1:8000/readyz", headers={"Host": host})
try:
    urllib.request.urlopen(request, timeout=4)  # noqa: S310 - our own address
except (urllib.error.URLError, TimeoutError) as error:
    sys.exit(str(error))
