"""The tables of documents, by subject."""

from donghanh.documents.models.documents import (
    Basis,
    BasisKind,
    Direction,
    Dispatch,
    Document,
    DocumentIssuer,
    Recipient,
    Signer,
)
from donghanh.documents.models.names import NameChoice, NameMeaning, OutsideBody
from donghanh.documents.models.receptions import OPEN, Edit, Reception, ReceptionState

__all__ = [
    "OPEN",
    "Basis",
    "BasisKind",
    "Direction",
    "Dispatch",
    "Document",
    "DocumentIssuer",
    "Edit",
    "NameChoice",
    "NameMeaning",
    "OutsideBody",
    "Reception",
    "ReceptionState",
    "Recipient",
    "Signer",
]
