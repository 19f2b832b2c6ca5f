"""Explore: turn the parameters of a section, or of one claim, and see what follows.

The same functions serve JupyterLab, an app and a page without a server: parameters, then plain
tables (`tables`), then a view as HTML (`views`). Nothing heavy is imported here.
"""
