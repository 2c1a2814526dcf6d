"""Đồng Hành: from the written plan to the counted, commended result."""
