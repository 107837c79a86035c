"""Asks the web process of this container whether it can serve; the exit code is the answer.

The database alone decides: what is wrong with mail or jobs is no reason to send nobody here.
"""

import json
import os
import sys
import urllib.error
import urllib.request

host = os.environ["ALLOWED_HOSTS"].split(",")[0]
request = urllib.request.Request("http://127.0.0.1:8000/readyz", headers={"Host": host})
try:
    with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310 - our own address
        told = answer.read()
except urllib.error.HTTPError as error:
    told = error.read()
except (urllib.error.URLError, TimeoutError) as error:
    sys.exit(str(error))
if not json.loads(told)["checks"]["database"]:
    sys.exit("The database does not answer.")
