"""A site with the notebooks that run in the reader's browser, from JupyterLite."""
