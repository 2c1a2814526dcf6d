"""The tables of organisations, by subject."""

from donghanh.organisations.models.areas import Area, AreaLevel, AreaPlacement, AreaSuccession
from donghanh.organisations.models.changes import Change, ChangeKind, Decision, Succession, SuccessionKind
from donghanh.organisations.models.groups import GroupRule, UnitGroup
from donghanh.organisations.models.tree import Heritage, Lineage, Placement
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
    "Heritage",
    "Kind",
    "Level",
    "Lineage",
    "Placement",
    "Succession",
    "SuccessionKind",
    "System",
    "Unit",
    "UnitAlias",
    "UnitGroup",
    "UnitName",
]
