import pytest

from service.impartiality.names import Found, Known, named

LAN = Known("1", "Nguyễn Thị Ngọc Lan", "lan", ("Lan béo", "0912 345 678", "facebook.com/lan.ngoc.92"))
MINH = Known("2", "Thầy Trần Đức Minh", "minh.td84")
MAI = Known("3", "Cô Mai", "co-mai")
HOA = Known("4", "Lê Thanh Hòa", "hoa")
THE = Known("5", "Phạm Văn Thế", "the")
STAFF = (LAN, MINH, MAI, HOA, THE)

STRONG = [
    ("cô giáo tên Nguyễn Thị Ngọc Lan ạ", "1"),
    ("nguyễn thị ngọc lan dạy văn", "1"),
    ("nguyen thi ngoc lan day van", "1"),
    ("NGUYEN THI NGOC LAN", "1"),
    ("thầy Trần  Đức\nMinh sờ em", "2"),
    ("tran duc minh", "2"),
    ("trần đức minh chủ nhiệm lớp con", "2"),
    ("em nói Lan béo nghe đó", "1"),
    ("lan beo hay la", "1"),
    ("số của người đó là 0912345678", "1"),
    ("gọi +84 912 345 678 đi", "1"),
    ("nick là minh.td84", "2"),
    ("nó kết bạn từ co-mai", "3"),
    ("Lê Thanh Hoà", "4"),
    ("le thanh hoa", "4"),
]
WEAK = [
    ("cô Lan bảo em ở lại sau giờ học", "1"),
    ("cô lan bảo em ở lại", "1"),
    ("co lan nhan tin cho em luc toi", "1"),
    ("cô Ngọc Lan", "1"),
    ("cô giáo Lan", "1"),
    ("giáo viên Lan", "1"),
    ("gv Lan", "1"),
    ("thầy Minh", "2"),
    ("thay Minh rủ em lên Zalo", "2"),
    ("thay giao minh", "2"),
    ("ông thầy Minh", "2"),
    ("thầy Đức Minh", "2"),
    ("cô Mai", "3"),
    ("co Mai", "3"),
    ("cô giáo mai", "3"),
    ("cô Hoà", "4"),
    ("thầy hòa", "4"),
    ("thầy Thế", "5"),
]
NOBODY = [
    "bạn Lan lớp em bị đánh",
    "hoa lan nở rồi",
    "tin đồn lan ra cả lớp",
    "có lan truyền gì đâu",
    "cỏ lan khắp sân",
    "thấy mình buồn",
    "thay minh buon qua",
    "co mai khong hay ngay kia",
    "có mai không",
    "co the giup em khong",
    "có thế thôi à",
    "cô Minh",  # he is a "thầy"
    "thầy Mai",  # she is a "cô"
    "cô Hồng",
    "nguyễn thị lan anh",
    "Trần Minh Đức",
    "co-maika",
    "0912345679",
    "minh",
    "lan",
    "",
    "...",
]


@pytest.mark.parametrize(("text", "user_id"), STRONG)
def test_a_full_name_an_alias_and_a_number_are_sure(text: str, user_id: str) -> None:
    assert named(STAFF, [text]) == (Found(user_id, strong=True),)


@pytest.mark.parametrize(("text", "user_id"), WEAK)
def test_title_and_given_name_count_until_somebody_looks(text: str, user_id: str) -> None:
    assert named(STAFF, [text]) == (Found(user_id, strong=False),)


@pytest.mark.parametrize("text", NOBODY)
def test_everyday_words_and_other_people_name_nobody(text: str) -> None:
    assert named(STAFF, [text]) == ()


def test_several_people_and_several_texts() -> None:
    found = named(STAFF, ["cô Lan với thầy Minh", "Trần Đức Minh đó"])
    assert found == (Found("1", strong=False), Found("2", strong=True))


def test_two_of_one_given_name_are_both_left_out() -> None:
    other = Known("9", "Đỗ Lan", "lan.do")
    assert {one.user_id for one in named((LAN, other), ["cô Lan"])} == {"1", "9"}


def test_a_name_never_runs_over_two_messages() -> None:
    assert named(STAFF, ["em thấy cô", "Lan truyền"]) == ()


def test_endless_words_are_looked_through_in_time() -> None:
    assert named(STAFF, ["cô lan " * 100_000])[0].user_id == "1"
    assert named(STAFF, ["a" * 5_000_000]) == ()
