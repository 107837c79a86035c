from django.urls import include, path

from networks.networks import views as networks
from networks.programme import views as programme
from networks.settings import views as settings

app_name = "networks"

# Signed in, under the network's own name.
members_pages = [
    path("settings/", settings.settings, name="settings"),
    path("settings/history/", settings.history, name="settings_history"),
    path("settings/history/<uuid:change_id>/undo/", settings.undo, name="undo_setting"),
    path("settings/colour.css", settings.tried_colour, name="tried_colour"),
    path("settings/<slug:group>/", settings.change, name="change_settings"),
]

urlpatterns = [
    path("", networks.chooser, name="chooser"),
    path("programme/", programme.programme, name="programme"),
    path("programme/new/", programme.new_network, name="new_network"),
    path("<network:network>/", include(members_pages)),
]
