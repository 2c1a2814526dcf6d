"""A letter of the centre that has just arrived and waits to be reviewed."""

from donghanh.desk.demo.days import Days


def text(days: Days) -> str:
    """The letter as somebody pasted it from a mail."""
    return f"""ĐOÀN TNCS HỒ CHÍ MINH
BAN CHẤP HÀNH TRUNG ƯƠNG
***
Số: 412-KH/TWĐTN-CTTN
Hà Nội, ngày {days.at(-6).day:02} tháng {days.at(-6).month} năm {days.at(-6).year}

KẾ HOẠCH
Tổ chức Ngày hội đọc sách “Trang sách mở lối tương lai” cho thiếu nhi

Căn cứ Chương trình số 21-CTr/TWĐTN-VP ngày {days.said(-330)} của Ban Chấp hành Trung ương Đoàn về
công tác năm, Ban Bí thư Trung ương Đoàn ban hành kế hoạch như sau:

I. MỤC ĐÍCH
- Xây dựng thói quen đọc sách, tự học suốt đời cho thiếu nhi.

II. CHỈ TIÊU
- 100% tỉnh, thành đoàn tổ chức Ngày hội đọc sách.
- Vận động ít nhất 200.000 cuốn sách cho thư viện trường học vùng khó khăn.

III. NỘI DUNG
1. Các tỉnh, thành đoàn phối hợp với Sở Giáo dục và Đào tạo tổ chức Ngày hội đọc sách trước ngày
{days.said(55)}.
2. Các tỉnh, thành đoàn vận động, trao tặng sách, tủ sách cho trường học vùng khó khăn trước ngày
{days.said(80)}.
3. Ban Công tác Thiếu nhi Trung ương Đoàn biên soạn tài liệu hướng dẫn, gửi các tỉnh, thành đoàn
trước ngày {days.said(15)}.

IV. TỔ CHỨC THỰC HIỆN
- Các tỉnh, thành đoàn xây dựng kế hoạch, báo cáo kết quả về Ban Bí thư Trung ương Đoàn (qua Ban
Công tác Thiếu nhi) trước ngày {days.said(95)}.

TM. BAN BÍ THƯ TRUNG ƯƠNG ĐOÀN
BÍ THƯ
Trịnh Hoài Thương

Nơi nhận:
- Các tỉnh, thành đoàn (để thực hiện);
- Lưu: VP, CTTN.
"""
