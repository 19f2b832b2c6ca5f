"""What can go wrong while the page is built: said in a sentence, with a way out."""


class LiveError(Exception):
    """The page cannot be built; the message says what is missing and what to do."""


class UnreachableError(LiveError):
    """Something has to be downloaded, and cannot be: a client is missing, or the network."""
