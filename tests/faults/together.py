"""People who act in the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from ccs.tenancy.problems import Problem
from tests.world import World

TIMES = 20
# Who does what, and the words they do it with.
Work = tuple[str, Callable[..., Any], dict[str, Any]]


def together(world: World, *works: Work) -> list[Any]:
    """Let them go at once; answers what each got, be it a result or the problem they were told."""
    barrier = Barrier(len(works))

    def run(work: Work) -> Any:
        name, action, said = work
        try:
            with world.acting(name) as actor:
                # Everything is ready but the act itself: this is where they must collide.
                barrier.wait(timeout=10)
                return action(actor=actor, **said)
        except Problem as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Each call in a thread of its own, with a connection of its own, let go together."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=10)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def problems_in(results: list[Any]) -> list[Problem]:
    return [result for result in results if isinstance(result, Problem)]
