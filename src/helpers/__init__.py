"""The Moscow-Tehran treaty report: the notebook argues, the package computes, the data are the evidence."""
