"""The environment of every kernel: the reader's own, with what would change an edition fixed."""

import os

FIXED_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as ipykernel would set it
    "MATPLOTLIBRC": os.devnull,  # a reader's own matplotlib style would change the figures
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}

FURTHER = "TREATY_WARM"
"""Environment variable: a module whose `prepare` a forkserver runs after what all kernels need."""

WARM_DAY = "TREATY_WARM_DAY"
"""Environment variable: an ISO day on which a forkserver reads the indicators ahead."""


def kernel_environment() -> dict[str, str]:
    """Return this program's environment with what must not differ between two runs fixed."""
    return {**os.environ, **FIXED_ENVIRONMENT}
