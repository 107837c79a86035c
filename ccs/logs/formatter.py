"""Logs as JSON lines that name no person."""

import logging
import re
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from ccs.logs.request_id import current_request_id

EMAIL = re.compile(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+\.[^\s@<>\"',;:]+")
LONG_NUMBER = re.compile(r"(?<![\w.-])\+?\d(?:[ ()-]{0,2}\d){8,14}(?![\w-])")
# Values that PostgreSQL quotes in an error: `Key (email)=(somebody)`, `Failing row contains (...)`.
ROW_VALUES = re.compile(r"(=|contains )\([^\n]*\)")
# What an error says quotes values too, and PostgreSQL the piece of SQL that it stumbled over. The
# lines of code in a traceback are indented: they stay as they are.
SQL_LINE = re.compile(r"^(LINE \d+:).*", re.MULTILINE)
SAID = re.compile(r"^(?! ).+", re.MULTILINE)
QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")


def without_people(text: str) -> str:
    """The text with addresses, telephone numbers and quoted row values taken out."""
    text = ROW_VALUES.sub(r"\1(...)", text)
    return LONG_NUMBER.sub("[number]", EMAIL.sub("[email]", text))


def without_values(traceback: str) -> str:
    """A traceback whose errors say what went wrong, and not with which value."""
    traceback = SQL_LINE.sub(r"\1 [sql]", traceback)
    return SAID.sub(lambda line: QUOTED.sub("[value]", line.group()), traceback)


class PrivateJsonFormatter(JsonFormatter):
    """Adds the request id and scrubs messages and tracebacks."""

    def __init__(self) -> None:
        super().__init__(
            "{levelname}{name}{message}",
            style="{",
            timestamp=True,
            rename_fields={"levelname": "level", "name": "logger"},
        )

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        return without_values(str(super().formatException(ei)))

    def add_fields(
        self,
        log_data: dict[str, object],
        record: logging.LogRecord,
        message_dict: dict[str, object],
    ) -> None:
        """What every line carries besides its own fields."""
        super().add_fields(log_data, record, message_dict)
        log_data["request_id"] = current_request_id()
        # Django hands the whole request over, and its path as the message's last word.
        if log_data.pop("request", None) is not None and isinstance(record.args, tuple):
            log_data["message"] = str(record.args[0])
        for name in ("message", "exc_info", "stack_info"):
            if isinstance(log_data.get(name), str):
                log_data[name] = without_people(str(log_data[name]))
