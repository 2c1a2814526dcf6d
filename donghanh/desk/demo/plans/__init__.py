"""The plans: what each says, as content for the writer; who takes it in, and when."""

from collections.abc import Callable
from dataclasses import dataclass

from donghanh.desk.demo.days import Days
from donghanh.desk.demo.plans import conference, international, joint, lifelong, online
from donghanh.documents.writing import Content


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One plan: its content, its layout, the account that takes it in, and how many days ago."""

    key: str
    file_name: str
    content: Callable[[Days], Content]
    layout: str
    taken_in_by: str
    issued: int  # days from today
    agreed_by: tuple[str, ...] = ()  # who agrees for the other owner of a joint programme


PLANS = (
    Plan(
        key="international",
        file_name="ke-hoach-quoc-te-thanh-nien.docx",
        content=international.content,
        layout="youth_union",
        taken_in_by="chuyen-vien-tinh-doan",
        issued=international.ISSUED,
    ),
    Plan(
        key="joint",
        file_name="chuong-trinh-phoi-hop-doan-hoi.docx",
        content=joint.content,
        layout="joint",
        taken_in_by="chuyen-vien-tinh-doan",
        issued=joint.ISSUED,
        agreed_by=("lanh-dao-hoi-khuyen-hoc",),
    ),
    Plan(
        key="online",
        file_name="ke-hoach-cung-em-hoc-truc-tuyen.docx",
        content=online.content,
        layout="youth_union",
        taken_in_by="chuyen-vien-tinh-doan",
        issued=online.ISSUED,
    ),
    Plan(
        key="conference",
        file_name="ke-hoach-hoi-nghi-tong-ket.docx",
        content=conference.content,
        layout="youth_union",
        taken_in_by="chuyen-vien-tinh-doan",
        issued=conference.ISSUED,
    ),
    Plan(
        key="lifelong",
        file_name="ke-hoach-thi-dua-hoc-tap-suot-doi.docx",
        content=lifelong.content,
        layout="association",
        taken_in_by="lanh-dao-hoi-khuyen-hoc",
        issued=lifelong.ISSUED,
    ),
)
