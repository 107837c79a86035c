"""A directory as others publish it, in memory or from a real server on this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from django.core.management import call_command

ORGANISATION = {
    "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
    "name": "Harbour Pretend Trust",
    "description": "Help by the harbour.",
    "website": "https://harbour.example",
    "organization_identifiers": [
        {
            "id": "d4dbcebc-0802-47cb-8651-b937ac4f2f3e",
            "identifier_scheme": "GB-CHC",
            "identifier_type": "Charity number",
            "identifier": "Charity no. 1098765",
        }
    ],
}


def service(**changes):
    """A whole and clean service of a feed."""
    return {
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Harbour food parcels",
        "description": "Food for three days.",
        "status": "active",
        "url": "https://harbour.example/food",
        "email": "food@harbour.example",
        "organization": ORGANISATION,
        "attributes": [
            {
                "id": "ae58cc39-8b70-4ab1-8aea-786882e5ac8e",
                "taxonomy_term": {
                    "id": "3f7b145d-84af-42d7-8fae-eaca714b02b2",
                    "name": "Food",
                    "description": "Food",
                },
            }
        ],
        "schedules": [
            {
                "id": "48102e86-bb50-41c4-8f1e-e269368c41d1",
                "freq": "WEEKLY",
                "byday": "MO,TH",
                "opens_at": "10:00",
                "closes_at": "12:30:00",
            }
        ],
        "contacts": [
            {
                "id": "1e7efce3-639b-4880-940c-b95cd30cdb50",
                "name": "Ann Persona",
                "title": "Office",
                "phones": [{"id": "x", "number": "020 7946 0018"}],
            }
        ],
        "service_at_locations": [
            {
                "id": "e94c9f38-1e8f-4564-91d4-d53501ab1765",
                "location": {
                    "id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5",
                    "location_type": "physical",
                    "name": "Harbour hall",
                    "latitude": 51.52,
                    "longitude": -0.04,
                    "addresses": [
                        {"address_1": "2 Quay Street", "city": "London", "postal_code": "e14ns"}
                    ],
                },
            }
        ],
        **changes,
    }


def without(whole, *fields):
    return {name: value for name, value in whole.items() if name not in fields}


def run_import(world, **options):
    """The command's output."""
    out = StringIO()
    call_command("import_directory", network=world.network.slug, stdout=out, **options)
    return out.getvalue()


def kept(tmp_path, whole, name="feed.json"):
    file = tmp_path / name
    file.write_text(whole if isinstance(whole, str) else json.dumps(whole), encoding="utf-8")
    return file


@contextmanager
def serving(answers, *, moved_to="") -> Iterator[str]:
    """A real server: `answers` by path, or by path and page, as `/services?page=2`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            page = parse_qs(parts.query).get("page", [""])[0]
            body = answers.get(f"{parts.path}?page={page}", answers.get(parts.path))
            if moved_to:
                self.send_response(302)
                self.send_header("Location", moved_to)
                self.end_headers()
                return
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def page(rows, *, number=1, pages=1):
    return {
        "total_items": len(rows),
        "total_pages": pages,
        "page_number": number,
        "size": len(rows),
        "first_page": number == 1,
        "last_page": number == pages,
        "empty": not rows,
        "contents": rows,
    }
