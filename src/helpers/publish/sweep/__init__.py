"""Sweeps: many sets of parameters, spread over processes or a cluster, kept as they finish."""

from helpers.publish.sweep.pools import MissingClusterError, Tls, cluster, processes
from helpers.publish.sweep.rounds import SweepError, harvest
from helpers.publish.sweep.work import ForeignWorkerError, Task, perform

__all__ = [
    "ForeignWorkerError",
    "MissingClusterError",
    "SweepError",
    "Task",
    "Tls",
    "cluster",
    "harvest",
    "perform",
    "processes",
]
