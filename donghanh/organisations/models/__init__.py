"""The tables of organisations, by subject."""

from donghanh.organisations.models.areas import Area, AreaLevel, AreaPlacement, AreaSuccession
from donghanh.organisations.models.changes import Change, ChangeKind, Decision, Succession, SuccessionKind
from donghanh.organisations.models.groups import GroupRule, UnitGroup
from donghanh.organisations.models.tree import Lineage, Placement, Reach
from donghanh.organisations.models.units import ExternalCode, Kind, Level, System, Unit, UnitAlias, UnitName

__all__ = [
    "Area",
    "AreaLevel",
    "AreaPlacement",
    "AreaSuccession",
    "Change",
    "ChangeKind",
    "Decision",
    "ExternalCode",
    "GroupRule",
    "Kind",
    "Level",
    "Lineage",
    "Placement",
    "Reach",
    "Succession",
    "SuccessionKind",
    "System",
    "Unit",
    "UnitAlias",
    "UnitGroup",
    "UnitName",
]
