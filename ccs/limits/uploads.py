"""Files of a request are held in memory, never on disk, and no more of them than we take."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUploadHandler(FileUploadHandler):
    """Reads every file to its end, and keeps no more than `UPLOAD_MAX_KEPT` bytes of a request.

    What came too late to be kept is there with its true size and without its content: so the
    page can say that it is too large, where cutting the connection would say nothing.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.left = settings.UPLOAD_MAX_KEPT
        self.kept = BytesIO()
        self.whole = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept, self.whole = BytesIO(), True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.whole = self.whole and len(raw_data) <= self.left
        if self.whole:
            self.kept.write(raw_data)
            self.left -= len(raw_data)
        elif self.kept.tell():
            self.left += self.kept.tell()
            self.kept = BytesIO()
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
