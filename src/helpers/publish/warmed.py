"""To import this module is to warm up: a forkserver can be told nothing but names to import."""

from helpers.publish.preload import warm

warm()
