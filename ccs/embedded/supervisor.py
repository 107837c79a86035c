"""Watches children until we are told to stop, and stops them all."""

import time
from collections.abc import Iterable

from ccs.embedded.processes import Child
from ccs.embedded.site import Starter

# One that ends this soon after its start would only end again.
TOO_SOON = 5.0


class ChildEndedError(Exception):
    """A process that has to run does not; the message holds its last words."""


class Supervisor:
    """The site's processes, restarted when they end; the engines, without which all stops."""

    def __init__(self, starters: dict[str, Starter], engines: Iterable[Child]) -> None:
        self.starters = starters
        self.engines = list(engines)
        self.children: dict[str, Child] = {}
        self.started: dict[str, float] = {}

    def start(self, name: str) -> Child:
        """Start one of the site's processes."""
        self.started[name] = time.monotonic()
        self.children[name] = self.starters[name]()
        return self.children[name]

    def watch(self) -> None:
        """Look after them, for ever."""
        while True:
            time.sleep(0.5)
            for engine in self.engines:
                if not engine.alive:
                    raise ChildEndedError(_epitaph(engine))
            for name, child in self.children.items():
                if not child.alive:
                    self._restart(name, child)

    def stop(self) -> None:
        """Ask all at once, then wait for each."""
        for child in self.children.values():
            child.ask_to_stop()
        for child in self.children.values():
            child.stop()

    def _restart(self, name: str, ended: Child) -> None:
        if time.monotonic() - self.started[name] < TOO_SOON:
            raise ChildEndedError(_epitaph(ended))
        print(f"The {name} process ended (code {ended.popen.returncode}). Starting it again.")
        self.start(name)


def _epitaph(child: Child) -> str:
    code = child.popen.returncode
    return f"{child.name} ended (code {code}). Its last words:\n{child.last_words()}"
