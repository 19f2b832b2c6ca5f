"""What was worked out for a view is kept with it: a notebook asks for the same many times."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

View = TypeVar("View")
Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")


def kept(
    function: Callable[Concatenate[View, Arguments], Result],
) -> Callable[Concatenate[View, Arguments], Result]:
    """Keep what a function returns, in the object that is its first argument.

    The object must not change, as a frozen dataclass does not, and nobody may change the result.
    Parameters may hold lists, so that a view has no hash and `functools.cache` cannot serve.
    """

    @wraps(function)
    def once(view: View, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        store = vars(view).setdefault("_kept", {})
        key = (function, args, tuple(sorted(kwargs.items())))
        if key not in store:
            store[key] = function(view, *args, **kwargs)
        result: Result = store[key]
        return result

    return once
