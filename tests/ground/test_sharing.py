import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

# [gw0] [ 50%] PASSED test_a.py::test_one[3]
PASSED = re.compile(r"^\[(gw\d)\].* PASSED (test_\w+\.py)::test_one\[\d\] *$", re.MULTILINE)
ROOT = Path(__file__).parents[2]
SHARED = ["-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder"]
OWN_ROOT = ["-c", os.devnull, "--rootdir", "."]
HOOKS = """
from tests.sharing import pytest_collection_finish, pytest_collection_modifyitems
"""
SIX_TESTS = """
import pytest

@pytest.mark.parametrize("turn", range(6))
def test_one(turn):
    pass
"""


def test_each_group_stays_with_one_worker_and_reports_keep_their_ids(tmp_path):
    (tmp_path / "conftest.py").write_text(HOOKS)
    for name in ("a", "b", "c"):
        (tmp_path / f"test_{name}.py").write_text(SIX_TESTS)

    said = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "xdist", *SHARED, *OWN_ROOT, tmp_path],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTEST_ADDOPTS": "",
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    ran = Counter(PASSED.findall(said))
    assert sorted((path, times) for (_worker, path), times in ran.items()) == [
        ("test_a.py", 6),
        ("test_b.py", 6),
        ("test_c.py", 6),
    ]
