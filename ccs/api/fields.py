"""What a request may hold: named fields and no others."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class Strict(serializers.Serializer[Any]):
    """Refuses unknown fields by name: a misspelt one would otherwise be lost without a word."""

    default_error_messages = {"unknown": _("There is no such field here.")}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = sorted(set(data) - set(self.fields))
            if unknown:
                message = self.error_messages["unknown"]
                raise serializers.ValidationError({name: [message] for name in unknown})
        return super().to_internal_value(data)


class WordsField(serializers.CharField):
    """Only text: a telephone number that was sent as a number has lost its zero."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class TextField(WordsField):
    """Words that may be left out."""

    def __init__(self, max_length: int, **options: Any) -> None:
        super().__init__(required=False, allow_blank=True, max_length=max_length, **options)
