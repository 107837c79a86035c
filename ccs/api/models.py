"""What keys are found by, and what a repeated request is answered from. Hashes and ids only."""

from django.db import models

from ccs.tenancy.models import new_id
from ccs.tenancy.walls import Wall

_BY_CALLERS = "{role} IN ('member', 'coordinator', 'system')"


class TokenIndex(models.Model):
    """Global: a key is shown before anybody knows its network, so its hash leads there."""

    token_sha256 = models.CharField(max_length=64, primary_key=True)
    network_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    object_id = models.UUIDField()

    retention = {"keep": ["kind", "object_id"]}

    class Meta:
        constraints = [
            Wall(
                name="tokenindex_wall",
                networked=False,
                read="true",
                # Whoever could write here for a key of another team could speak as that team.
                insert=(
                    "{t}.network_id = {network} AND CASE WHEN {role} IN ('coordinator', 'system')"
                    " THEN true ELSE {managed} IS NOT NULL END"
                ),
                # A key is revoked and stays known; a link in an email is of no use once it is old.
                delete=(
                    "{t}.network_id = {network} AND {role} = 'system'"
                    " AND {t}.kind IN ('answer_link', 'person_link')"
                ),
            )
        ]


class IdempotencyKey(models.Model):
    """That a key's request was done, and which objects it made: its answer is read from them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network_id = models.UUIDField()
    key_id = models.UUIDField()
    # Of the path and the caller's own Idempotency-Key together.
    scope_sha256 = models.CharField(max_length=64)
    body_sha256 = models.CharField(max_length=64)
    references = models.JSONField()
    created_at = models.DateTimeField()

    retention = {"keep": ["key_id", "scope_sha256", "body_sha256", "references", "created_at"]}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network_id", "key_id", "scope_sha256"], name="idempotencykey_once"
            ),
            Wall(
                name="idempotencykey_wall",
                read=_BY_CALLERS,
                insert=_BY_CALLERS,
                delete=_BY_CALLERS,
            ),
        ]
        indexes = [models.Index(fields=["network_id", "created_at"], name="idempotencykey_by_time")]
