"""Runs commands one after another: a line each with its time, and the output of what failed."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LINES = 60


@dataclass
class Steps:
    """The run so far."""

    environment: Mapping[str, str]
    failed: list[str] = field(default_factory=list)

    def run(self, name: str, command: Sequence[object], *, show: bool = False) -> bool:
        """Run one; `show` lets its output through. The others run even if it fails."""
        started = time.monotonic()
        print(f"-- {name}", flush=True)
        done = subprocess.run(
            [str(word) for word in command],
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=None if show else subprocess.PIPE,
            stderr=None if show else subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            self.failed.append(name)
            _show_end(done.stdout or "")
        word = "FAILED" if done.returncode else "ok"
        print(f"   {word}, {time.monotonic() - started:.1f} s", flush=True)
        return not done.returncode

    def finish(self) -> int:
        """Say how it went; answer the exit code."""
        if self.failed:
            print(f"Failed: {', '.join(self.failed)}.", file=sys.stderr)
        return 1 if self.failed else 0


def _show_end(output: str) -> None:
    lines = output.splitlines()
    if len(lines) > LINES:
        print(f"   ({len(lines) - LINES} lines before these)")
    print("\n".join(lines[-LINES:]))
