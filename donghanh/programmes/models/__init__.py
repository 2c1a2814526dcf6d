"""The tables of programmes, by subject."""

from donghanh.programmes.models.assignments import Assignment, Ending, Reminder, Status, Step, StepKind
from donghanh.programmes.models.measures import Comparator, Deadline, Target
from donghanh.programmes.models.programmes import OnClosing, Owner, Programme, ProgrammeKind, ProgrammeState
from donghanh.programmes.models.tasks import Evidence, Nature, Part, Task, TaskActor, TaskState

__all__ = [
    "Assignment",
    "Comparator",
    "Deadline",
    "Ending",
    "Evidence",
    "Nature",
    "OnClosing",
    "Owner",
    "Part",
    "Programme",
    "ProgrammeKind",
    "ProgrammeState",
    "Reminder",
    "Status",
    "Step",
    "StepKind",
    "Target",
    "Task",
    "TaskActor",
    "TaskState",
]
