"""An executor on a Dask client whose every future ends: with a result, or with what was lost.

Dask's own leaves a future open for good if the scheduler is lost while it hands over the result.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

HAND_OVER_SECONDS = 300
"""The longest that a result which is there may take from its worker to here."""


class RemoteExecutor(Executor):
    """Submits to the workers of a Dask client, which stays its owner's to close."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Submit a call that a worker does anew, whatever others have done before."""
        awaited: Future[Any] = Future()

        def pass_on(done: Any) -> None:
            try:
                result = done.result(HAND_OVER_SECONDS)
            except BaseException as error:
                awaited.set_exception(error)
            else:
                awaited.set_result(result)

        self._client.submit(fn, *args, pure=False, **kwargs).add_done_callback(pass_on)
        return awaited
