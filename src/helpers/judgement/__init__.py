"""From graded findings to verdicts: pure functions, the rule of `08_methods`."""
