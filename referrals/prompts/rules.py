"""What a list of questions may be."""

from typing import Final

MAX_LENGTH: Final = 200
MAX_QUESTIONS: Final = 12
