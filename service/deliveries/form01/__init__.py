"""Mẫu số 01 of Decree 56/2017/NĐ-CP, "Báo cáo tiếp nhận thông tin trẻ em": filled in as far as the desk knows."""
