"""People who act in the same moment, each on a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import perf_counter
from typing import Any

from django.db import connection

from ccs.tenancy.problems import Problem
from tests.world import World

TIMES = 20
ATTEMPTS = 20
# Who does what, and the words they do it with.
Work = tuple[str, Callable[..., Any], dict[str, Any]]


class Answers(list[Any]):
    """What each got, and whether two were at it in one moment: who never met shows nothing."""

    overlapped = False


def together(world: World, *works: Work) -> Answers:
    """Let them go at once; answers what each got, be it a result or the problem they were told."""
    barrier, begun, ended = Barrier(len(works)), list[float](), list[float]()

    def run(work: Work) -> Any:
        name, action, said = work
        try:
            with world.acting(name) as actor:
                # Everything is ready but the act itself: this is where they must collide.
                barrier.wait(timeout=10)
                begun.append(perf_counter())
                return action(actor=actor, **said)
        except Problem as problem:
            return problem
        finally:
            ended.append(perf_counter())
            connection.close()

    return _let_go(run, works, begun, ended)


def at_once(*calls: Callable[[], Any]) -> Answers:
    """Each call in a thread of its own, with a connection of its own, let go together."""
    barrier, begun, ended = Barrier(len(calls)), list[float](), list[float]()

    def run(call: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=10)
            begun.append(perf_counter())
            return call()
        finally:
            ended.append(perf_counter())
            connection.close()

    return _let_go(run, calls, begun, ended)


def until_they_met(attempt: Callable[[], tuple[Any, Answers]]) -> tuple[Any, Answers]:
    """Anew while one was done before the other began, as a busy machine lets them."""
    for _ in range(ATTEMPTS):
        it, answers = attempt()
        if answers.overlapped:
            break
    return it, answers


def _let_go(
    run: Callable[[Any], Any], works: Sequence[Any], begun: list[float], ended: list[float]
) -> Answers:
    with ThreadPoolExecutor(len(works)) as pool:
        answers = Answers(pool.map(run, works))
    answers.overlapped = sorted(begun)[1] < min(ended)
    return answers


def problems_in(results: list[Any]) -> list[Problem]:
    return [result for result in results if isinstance(result, Problem)]
