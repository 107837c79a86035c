"""Pages of a network about who is in it and what they do: its members' and the public's."""

from django.urls import URLPattern, URLResolver, include, path

from organisations.agreements import urls as agreement_urls
from organisations.capacity import views as capacity
from organisations.confirming import views as confirming
from organisations.directory import page_views
from organisations.directory import urls as directory_urls
from organisations.directory import views as directory
from organisations.engagement.lead import urls as lead_urls
from organisations.engagement.lessons import views as lessons
from organisations.engagement.urls import pages as engagement_pages
from organisations.interchange.intake import views as intake
from organisations.joining import urls as joining_urls
from organisations.leaflet import views as leaflet
from organisations.members import network_views, people_views
from organisations.members import views as members
from organisations.needs import views as needs
from organisations.people import second_step_views
from organisations.people import views as people
from organisations.public import maps
from organisations.public import views as public
from organisations.safeguarding import views as safeguarding
from organisations.signposting import views as signposting
from organisations.standing import views as standing
from organisations.teams import views as teams

app_name = "organisations"

# Signed in, under the network's own name.
members_pages: list[URLPattern | URLResolver] = [
    path("services/", directory.services, name="services"),
    path("services/<uuid:service_id>/", page_views.service, name="service"),
    *directory_urls.pages,
    *agreement_urls.pages,
    path("capacity/", capacity.capacity, name="capacity"),
    path("capacity/<uuid:service_id>/", capacity.change, name="set_capacity"),
    path("capacity/<uuid:service_id>/confirm/", capacity.confirm, name="confirm_capacity"),
    path("capacity/<uuid:service_id>/history/", capacity.history, name="capacity_history"),
    path("services/<uuid:service_id>/watch/", capacity.watch, name="watch_opening"),
    path("signposting/", signposting.signposting, name="signposting"),
    path("signposting/print/", signposting.signposted, name="signposted"),
    path("network/", network_views.about_network, name="network"),
    path("lessons/", lessons.lessons, name="lessons"),
    path("lessons/<slug:code>/", lessons.lesson, name="lesson"),
    *lead_urls.pages,
    *joining_urls.pages,
    path("network/", include(engagement_pages)),
    path("members/", members.members, name="members"),
    path("members/people/", members.people, name="people"),
    path("members/invite/", people_views.invite, name="invite"),
    path("members/teams/", teams.teams, name="teams"),
    path("members/teams/<uuid:team_id>/", teams.team, name="team"),
    path("members/teams/<uuid:team_id>/split/", teams.split_team, name="split_team"),
    path("members/teams/<uuid:team_id>/merge/", teams.merge_team, name="merge_team"),
    path("members/teams/<uuid:team_id>/close/", teams.close_team, name="close_team"),
    path("members/of/<uuid:organisation_id>/new-team/", teams.new_team, name="new_team"),
    path("members/of/<uuid:organisation_id>/pause/", standing.pause, name="pause_organisation"),
    path(
        "members/of/<uuid:organisation_id>/leave/",
        standing.leave,
        name="leave_with_organisation",
    ),
    path("members/<uuid:member_id>/change/", people.change, name="change_member"),
    path("members/<uuid:member_id>/remove/", people.remove, name="remove_member"),
    path(
        "members/<uuid:member_id>/second-step/",
        second_step_views.reset_step,
        name="reset_second_step",
    ),
    path("profile/leave/", people.leave_network, name="leave_network"),
    path("directory/template.csv", intake.template, name="directory_template"),
    path("words/", needs.words, name="words"),
    path("words/<uuid:word_id>/remove/", needs.remove, name="remove_word"),
    path("safeguarding/", safeguarding.care_phones, name="care_phones"),
    path("profile/", people_views.profile, name="profile"),
    path("help/", include("organisations.engagement.questions.urls")),
]

# For anybody, without signing in.
public_pages = [
    path("", public.find_help, name="find_help"),
    path("services/<uuid:service_id>/", public.service, name="public_service"),
    path("theme.css", public.theme, name="public_theme"),
    path("leaflet/", leaflet.make_leaflet, name="make_leaflet"),
    path("leaflet.pdf", leaflet.leaflet, name="leaflet"),
    path("sitemap.xml", maps.network_sitemap, name="network_sitemap"),
    *joining_urls.public_pages,
]

urlpatterns = [
    path("robots.txt", maps.robots, name="robots"),
    path("find-help/", public.networks, name="find_help_networks"),
    path("find-help/sitemap.xml", maps.sitemap, name="sitemap"),
    path("find-help/<network:network>/", include(public_pages)),
    path(
        "programme/second-step/",
        second_step_views.programme_reset_step,
        name="programme_reset_second_step",
    ),
    # From an email, without signing in.
    path("confirm/<str:token>/", confirming.answer, name="answer"),
    path("<network:network>/", include(members_pages)),
]
