"""Names that the tables of the methods share."""

from helpers.parameters import SECTIONS


def section_title(name: str) -> str:
    """Return the title of a section, whether it has a page of its own or not.

    Example:
        >>> section_title("united_states"), section_title("outlook")
        ('United States', 'Outlook')
    """
    return SECTIONS[name].title if name in SECTIONS else name.replace("_", " ").capitalize()
