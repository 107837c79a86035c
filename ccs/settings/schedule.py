"""What the scheduler starts. What is due stands in our tables; these only ask."""

from typing import Any

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {}
