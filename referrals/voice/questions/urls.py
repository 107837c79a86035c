"""Below /c/<token>/questions/: the four questions on the person's own page."""

from django.urls import path

from referrals.voice.questions import views

urlpatterns = [
    path("", views.questions, name="person_questions"),
    path("<str:reference>/", views.question, name="person_question"),
    path("<str:reference>/words/", views.words, name="person_words"),
    path("<str:reference>/done/", views.done, name="person_questions_done"),
    path("<str:reference>/said/", views.said, name="person_said"),
]
