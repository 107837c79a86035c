"""The papers' pages: for members under the network's name, and by a link for who is none."""

from django.urls import path

from referrals.papers import link_views, views

pages = [
    path("data-protection/", views.data_protection, name="data_protection"),
    path("data-protection/document.pdf", views.data_protection_pdf, name="data_protection_pdf"),
    path("data-protection/links/", views.links, name="paper_links"),
    path("data-protection/links/<uuid:link_id>/end/", views.end_link, name="end_paper_link"),
    path("data-protection/assessment/", views.impact, name="impact"),
    path("data-protection/assessment/document.pdf", views.impact_pdf, name="impact_pdf"),
    path("data-protection/assessment/answers/", views.answer_impact, name="answer_impact"),
]

by_link = [
    path("papers/<str:token>/", link_views.paper, name="paper"),
    path("papers/<str:token>/document.pdf", link_views.paper_pdf, name="paper_pdf"),
]
