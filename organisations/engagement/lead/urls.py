"""The lead's pages and the network's history, under its own name."""

from django.urls import path

from organisations.engagement.history import views as history
from organisations.engagement.lead import views

pages = [
    path("history/", history.history, name="history"),
    path("lead/", views.lead, name="lead"),
    path("lead/propose/", views.propose, name="propose_lead"),
    path("lead/<uuid:handover_id>/answer/", views.answer, name="answer_lead"),
    path("lead/<uuid:handover_id>/take-back/", views.take_back, name="take_back_lead"),
]
