"""The Moscow-Tehran treaty report.

The notebook argues, the package computes, the data are the evidence, the report is built.
"""
