"""First-sign-in slips on paper: A4, eight to a page with lines to cut along, each with a code to scan."""

import io
import json
from collections.abc import Sequence

import segno
import typst
from django.utils import timezone

from donghanh.accounts.actions.people import Slip
from donghanh.identity import phone as phones
from donghanh.organisations.words import day

KIND = "application/pdf"

# Values arrive as data, never as markup: nothing that a name holds can become a command.
PAGE = """
#set document(title: "Phiếu đăng nhập lần đầu", date: none)
#set page(paper: "a4", margin: 0pt)
#set text(font: ("Libertinus Serif",), lang: "vi", size: 10pt)
#let slips = json(bytes(sys.inputs.slips))
#let site = sys.inputs.site
#let slip(it) = block(width: 105mm, height: 74.25mm, inset: 8mm, clip: true, stack(
  spacing: 3.2mm,
  text(size: 8pt, fill: luma(90))[PHIẾU ĐĂNG NHẬP LẦN ĐẦU – ĐỒNG HÀNH],
  text(size: 12.5pt, weight: "bold", it.name),
  text(size: 9pt, it.title + if it.title != "" and it.unit != "" { ", " } + it.unit),
  grid(columns: (1fr, 24mm), gutter: 4mm,
    stack(spacing: 2.6mm,
      text(size: 9pt)[Trang: #site],
      [Mã đăng nhập: #text(font: "DejaVu Sans Mono", size: 9.5pt, it.code)],
      if it.phone != "" { text(size: 9pt)[hoặc số điện thoại đuôi #it.phone] },
      [Mật khẩu dùng một lần:],
      text(font: "DejaVu Sans Mono", size: 12pt, weight: "bold", it.password),
      text(size: 8.5pt)[Dùng đến hết ngày #it.until; hệ thống sẽ yêu cầu đặt mật khẩu mới.],
    ),
    image(bytes(sys.inputs.code), format: "svg", width: 24mm),
  ),
  text(size: 8pt, fill: luma(90))[Chỉ giao tận tay người có tên trên phiếu. Hủy phiếu sau khi đăng nhập.],
))
#grid(columns: (105mm, 105mm), rows: 74.25mm,
  stroke: (paint: luma(150), thickness: 0.4pt, dash: "dashed"),
  ..slips.map(slip))
"""


def slips(issued: Sequence[Slip], *, site: str) -> bytes:
    """The slips as a PDF; the passwords are in it and nowhere else."""
    told = [_told(slip) for slip in issued]
    code = io.BytesIO()
    segno.make(site, error="m").save(code, kind="svg", border=1, xmldecl=False, scale=4)
    inputs = {
        "slips": json.dumps(told, ensure_ascii=False),
        "site": site.removeprefix("https://").removeprefix("http://"),
        "code": code.getvalue().decode(),
    }
    made: bytes = typst.compile(PAGE.encode(), format="pdf", sys_inputs=inputs)
    return made


def _told(slip: Slip) -> dict[str, str]:
    return {
        "name": slip.name,
        "title": slip.title,
        "unit": slip.unit,
        "code": slip.code,
        "phone": phones.masked(slip.phone),
        "password": slip.password,
        "until": day(timezone.localdate(slip.until)),
    }
