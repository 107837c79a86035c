"""People whom the team knows."""

from django.urls import path

from referrals.clients.views import finding, merging, person
from referrals.rights import views as rights

urlpatterns = [
    path("", finding.people, name="people"),
    path("duplicates/", finding.duplicates, name="duplicates"),
    path("<uuid:client_id>/", person.person, name="person"),
    path("<uuid:client_id>/details/", person.details, name="person_details"),
    path("<uuid:client_id>/refer/", person.refer, name="refer_again"),
    path("<uuid:client_id>/rights/", rights.ask, name="ask_by_right"),
    path("<uuid:client_id>/apart/", merging.apart, name="part_people"),
    path("<uuid:client_id>/compare/<uuid:other_id>/", merging.compare, name="compare_people"),
]
