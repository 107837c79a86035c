"""What a request may hold: named fields and no others."""

from collections.abc import Mapping
from typing import Any, Never

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


class Empty(Strict):
    """Nothing but `{}`, or no body at all."""


class TextField(serializers.CharField):
    """Words that may be left out."""

    def __init__(self, max_length: int, **options: Any) -> None:
        super().__init__(required=False, allow_blank=True, max_length=max_length, **options)


class NotYetField(serializers.Field[None, Any, None, Any]):
    """A field of the contract that nothing keeps yet: only null, so that no word of it is lost."""

    default_error_messages = {"not_yet": _("This cannot be kept yet. Leave it out or send null.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, allow_null=True, **options)

    def to_internal_value(self, data: Any) -> Never:
        self.fail("not_yet")

    def to_representation(self, value: None) -> None:
        return None
