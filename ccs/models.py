"""Where Django looks for models: each lives in its feature's folder."""

from ccs.accounts.models import KnownDevice as KnownDevice
from ccs.accounts.models import LostStep as LostStep
from ccs.accounts.models import User as User
from ccs.api.models import IdempotencyKey as IdempotencyKey
from ccs.api.models import TokenIndex as TokenIndex
from ccs.audit.models import AuditRecord as AuditRecord
from ccs.audit.models import AuditSeal as AuditSeal
from ccs.jobs.models import Job as Job
from ccs.outbox.models import OutboxMessage as OutboxMessage
from ccs.texts.models import ReceivedText as ReceivedText
from ccs.texts.models import TextThread as TextThread
