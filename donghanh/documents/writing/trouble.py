"""The one refusal of the writer."""


class Unwritable(Exception):
    """What was asked cannot be written; the message says in Vietnamese what is wrong and what to do."""
