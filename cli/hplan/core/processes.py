"""Other processes that share the work, when there is enough of it."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pool(count: int, prepare: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    """Return `count` processes, each of which calls `prepare` before its first task; they end when this one does."""
    return ProcessPoolExecutor(count, initializer=_alone, initargs=(prepare,))


def _alone(prepare: Callable[[], None] | None) -> None:
    """Let the process that was interrupted say so, not each of its helpers."""
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    def outlive_nobody() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    Thread(target=outlive_nobody, daemon=True).start()  # who is killed cannot tell us to stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if prepare:
        prepare()
