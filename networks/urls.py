from django.urls import path

from networks.networks import views as networks
from networks.programme import views as programme

app_name = "networks"

urlpatterns = [
    path("", networks.chooser, name="chooser"),
    path("programme/", programme.programme, name="programme"),
]
