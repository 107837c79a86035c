"""Below /programme/: figures of all live networks. Read by who oversees the programme."""

from django.urls import path

from reporting.programme import views

app_name = "programme"

urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("kpis/", views.indicators, name="kpis"),
    path("engagement/", views.engaged, name="engagement"),
    path("funded/", views.funded, name="workstreams"),
    path("coordination/", views.coordinated, name="coordination"),
    path("surveys/", views.asked, name="surveys"),
    path("surveys/new/", views.new_survey, name="new_survey"),
]
