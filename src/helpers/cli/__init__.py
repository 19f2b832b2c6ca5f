"""The command line: `treaty report`, `treaty params`, `treaty claims`, `treaty data check`."""

from helpers.cli.app import main

__all__ = ["main"]
