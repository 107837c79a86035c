"""Forgets sessions that ended, and browsers nobody uses."""

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from ccs.accounts.devices import forget_old_devices
from ccs.accounts.second.lost import forget_old_askings


@shared_task
def forget_old_sessions() -> None:
    """Delete ended sessions, and with each what we noted of its device and network address."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    forget_old_devices()
    forget_old_askings()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
