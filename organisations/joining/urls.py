"""The addresses of joining: the desk's, the organisation's, and the public's."""

from django.urls import path

from organisations.joining.views import desk, own, public, table

pages = [
    path("joining/", own.joining, name="joining"),
    path("joining/details/", own.details, name="joining_details"),
    path("joining/people/", own.people, name="joining_people"),
    path("joining/ready/", own.ready, name="joining_ready"),
    path("joining/withdraw/", own.withdraw, name="joining_withdraw"),
    path("joining/all/", desk.joinings, name="joinings"),
    path("joining/all/invite/", desk.invite, name="invite_organisation"),
    path("joining/all/table/", table.table, name="invite_table"),
    path("joining/all/invitations.csv", table.template, name="invite_template"),
    path("joining/<uuid:joining_id>/", desk.one, name="joining_one"),
    path("joining/<uuid:joining_id>/write/", desk.write, name="joining_write"),
    path("joining/<uuid:joining_id>/turn-down/", desk.turn_down, name="joining_turn_down"),
    path("joining/<uuid:joining_id>/<slug:what>/", desk.decide, name="joining_decide"),
]

public_pages = [
    path("join/", public.join, name="join"),
    path("join/<str:token>/", public.link, name="join_link"),
]
