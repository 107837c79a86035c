from django.urls import path

from reporting.figures import views

app_name = "reporting"

urlpatterns = [path("reports/", views.reports, name="reports")]
