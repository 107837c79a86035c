"""How PostgreSQL says no."""

import pytest
from django.db import IntegrityError, ProgrammingError


def refused_by_a_wall() -> pytest.RaisesExc:
    """A policy, or a grant that was never given."""
    return pytest.raises(ProgrammingError, match=r"row-level security policy|permission denied")


def refused_by_a_key(name: str) -> pytest.RaisesExc:
    """A foreign key or check, by its name."""
    return pytest.raises(IntegrityError, match=name)
