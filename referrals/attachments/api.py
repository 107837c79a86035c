"""Files over the API: added to a conversation, read with a referral. Their content is base64."""

import base64
import binascii
from collections.abc import Sequence
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.fields import Strict, WordsField
from ccs.api.problems import domain_problem
from ccs.api.views import ActingView, ApiView
from ccs.tenancy.problems import NotAllowed, Problem
from referrals.attachments.actions import Upload, add_files, read_file
from referrals.attachments.contents import ready
from referrals.attachments.models import Attachment
from referrals.attachments.queries import files_listed, files_of
from referrals.attachments.rules import MAX_SIZE, Kind
from referrals.attachments.viruses import Infected
from referrals.referrals.queries import Letter
from referrals.referrals.rules import normalise_reference

_LONGEST: Final = 4 * ((MAX_SIZE + 2) // 3)
_LONGEST_NAME: Final = 255


class FileBody(Strict):
    name = WordsField(max_length=_LONGEST_NAME)
    content = WordsField(max_length=_LONGEST, help_text="base64; 10 MB at most before that.")


class FileAnswer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(Kind.values)
    size = serializers.IntegerField()
    sha256 = serializers.CharField()


class FileWithContentAnswer(FileAnswer):
    content = serializers.CharField(help_text="base64")


class FilesCall(ActingView):
    """Puts a file beside a conversation. The same content again is the same file."""

    takes = FileBody
    answers = FileAnswer
    success = HTTPStatus.CREATED

    def post(self, request: Request, **where: Any) -> HttpResponseBase:
        try:
            return super().post(request, **where)
        except Infected as problem:
            # Answered and not raised: that somebody tried stays written down.
            return domain_problem(problem)

    def perform(self, data: dict[str, Any]) -> Sequence[str]:
        content = _decoded(data["content"])
        upload = Upload(name=data["name"], size=len(content), content=content)
        assessment_id: UUID = self.kwargs["assessment_id"]
        try:
            add_files(actor=self.actor, assessment_id=assessment_id, uploads=[upload])
        except NotAllowed:
            raise
        except Problem as problem:
            problem.field = "content"
            raise
        digest = sha256(ready(content)[1]).hexdigest()
        return [str(one.pk) for one in files_of(assessment_id) if one.sha256 == digest]

    def answer(self, references: Sequence[str]) -> dict[str, Any]:
        there = {str(one.pk): one for one in files_of(self.kwargs["assessment_id"])}
        if references[0] not in there:
            raise NotAllowed(_("There is no such file here."))
        return _answer(there[references[0]])


class FileCall(ApiView):
    answers = FileWithContentAnswer

    def get(
        self, request: Request, *, reference: str, attachment_id: UUID, **_where: Any
    ) -> Response:
        """A file that went with the referral, for who may open its letter."""
        file = read_file(
            actor=self.actor,
            reference=normalise_reference(reference),
            attachment_id=attachment_id,
        )
        content = base64.b64encode(file.content).decode()
        return Response({**_answer(file), "content": content})


def file_answers(letter: Letter) -> list[dict[str, Any]]:
    """What went with the referral whose letter this is."""
    assessment: Any = letter.assessment
    return [_answer(one) for one in files_listed(assessment.items or [])]


def _answer(file: Attachment) -> dict[str, Any]:
    return {
        "id": str(file.pk),
        "name": file.name,
        "kind": file.kind,
        "size": file.size,
        "sha256": file.sha256,
    }


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Problem(_("Send the file as base64."), field="content") from None
