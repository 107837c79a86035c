"""Children that never outlive us, and that a terminal's Ctrl-C reaches only through us."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Child:
    """A process of ours, the signal that ends it in good order, and where it writes."""

    name: str
    popen: subprocess.Popen[bytes]
    stop_signal: signal.Signals
    log: Path
    patience: float = 15

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self.popen.poll() is None

    def ask_to_stop(self) -> None:
        """Send the signal that ends it in good order."""
        if self.alive:
            self.popen.send_signal(self.stop_signal)

    def stop(self) -> None:
        """End it, in good order if it can, and wait until it is gone."""
        self.ask_to_stop()
        try:
            self.popen.wait(self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.popen.pid, signal.SIGKILL)
            self.popen.wait()

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, for a person who has to find out what went wrong."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def start(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    stop_signal: signal.Signals = signal.SIGTERM,
    if_we_die: signal.Signals | None = None,
    environment: Mapping[str, str] | None = None,
    as_user: Mapping[str, Any] | None = None,
    cwd: Path = ROOT,
) -> Child:
    """Start a child in a process group of its own, writing to its log.

    From the main thread only: Linux counts the parent's thread as the parent.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        popen = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            process_group=0,
            preexec_fn=_die_with_parent(if_we_die or stop_signal),  # noqa: PLW1509 - no threads yet
            **(as_user or {}),
        )
    return Child(name, popen, stop_signal, log)


def _die_with_parent(signal_number: signal.Signals) -> Callable[[], object] | None:
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
