"""What can go wrong while the site is built: said in a sentence, with a way out."""


class LiteError(Exception):
    """The site cannot be built; the message says what is missing and what to do."""
