"""The tables of organisations, by subject."""

from donghanh.organisations.models.areas import Area, AreaLevel, AreaPlacement, AreaSuccession
from donghanh.organisations.models.batches import Batch, BatchState, Stage
from donghanh.organisations.models.changes import Change, ChangeKind, Decision, Succession, SuccessionKind
from donghanh.organisations.models.groups import GroupRule, UnitGroup
from donghanh.organisations.models.proposals import Proposal, ProposalKind, ProposalState
from donghanh.organisations.models.tree import Lineage, Placement, Reach
from donghanh.organisations.models.undoings import Undoing, UndoingState
from donghanh.organisations.models.units import (
    ExternalCode,
    Kind,
    Level,
    System,
    Unit,
    UnitAlias,
    UnitName,
    UnitQuerySet,
)

__all__ = [
    "Area",
    "AreaLevel",
    "AreaPlacement",
    "AreaSuccession",
    "Batch",
    "BatchState",
    "Change",
    "ChangeKind",
    "Decision",
    "ExternalCode",
    "GroupRule",
    "Kind",
    "Level",
    "Lineage",
    "Placement",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "Reach",
    "Stage",
    "Succession",
    "SuccessionKind",
    "System",
    "Undoing",
    "UndoingState",
    "Unit",
    "UnitAlias",
    "UnitGroup",
    "UnitName",
    "UnitQuerySet",
]
