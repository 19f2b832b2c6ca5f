"""A page that computes verdicts in the browser: Python on WebAssembly, and nothing to install."""
