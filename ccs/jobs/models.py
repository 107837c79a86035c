"""What is to be done at a time, as ids: what it means is for whoever registered its kind."""

from django.db import models

from ccs.tenancy.models import new_id
from ccs.tenancy.walls import Wall


class Job(models.Model):
    """One thing to do to one subject. Global, so that one query finds what is due anywhere."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    due_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)

    retention = {"keep": ["kind", "subject_id", "due_at", "failures"]}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="job_once"),
            Wall(
                name="job_wall",
                networked=False,
                read="true",
                insert="true",
                update="true",
                delete="true",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="job_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
