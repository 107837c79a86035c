"""Pages of who did what, for managers and the desk."""

from django.urls import path

from referrals.audit.views import exposed, seals, trails, unusual

pages = [
    path("", unusual.audit, name="audit"),
    path("members/<uuid:member_id>/", trails.member_trail, name="member_trail"),
    path("members/<uuid:member_id>/opened/", exposed.by_member, name="exposed_by_member"),
    path("keys/<uuid:key_id>/opened/", exposed.by_key, name="exposed_by_key"),
    path("programme/", trails.programme_trail, name="programme_trail"),
    path("seals/", seals.seals, name="seals"),
    path("unusual/", unusual.unusual, name="unusual"),
    path("unusual/<uuid:reading_id>/", unusual.reading, name="unusual_reading"),
]
