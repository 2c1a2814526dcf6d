"""Reading: an official Vietnamese document becomes its structure. A library that knows no Django.

    from donghanh.documents import reading
    result = reading.read_text(text)
    result.as_dict()

`read_file` opens a file of any supported format in a guarded child process and reads it.
"""


from donghanh.documents.reading.reader import LONGEST, read, read_text
from donghanh.documents.reading.result import Base, Deadline, Reading, Recipient, Section, Signature, Target, Task
from donghanh.documents.reading.source import Source, Unreadable

__all__ = [
    "LONGEST",
    "Base",
    "Deadline",
    "Reading",
    "Recipient",
    "Section",
    "Signature",
    "Source",
    "Target",
    "Task",
    "Unreadable",
    "read",
    "read_text",
]
