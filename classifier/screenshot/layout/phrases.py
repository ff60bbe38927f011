"""What apps write themselves: times, receipts, buttons, placeholders. Matched without marks, case and punctuation.

Words of the apps that pupils in Viet Nam use, in Vietnamese and English. A phrase has to be the whole of a line, so a
message that merely contains it stays; whether a line inside a bubble is one, size and place decide as well.
"""

from __future__ import annotations

import re
import unicodedata

_KEPT = re.compile(r"[^a-z0-9:./%+@-]+")


def folded(text: str) -> str:
    """Give a text in small letters without marks, one space between words."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _KEPT.sub(" ", letters).strip(" .-:/")


_CLOCK = r"\d{1,2}[:.h]\d{2}(:\d{2})?( ?(am|pm|sa|ch|a m|p m))?"
_DAY = (
    r"(hom nay|hom qua|hom kia|today|yesterday|chu nhat|cn|thu (\d|hai|ba|tu|nam|sau|bay)|t\.? ?[2-8]"
    r"|(mon|tues?|wed(nes)?|thurs?|fri|sat(ur)?|sun)(day)?)"
)
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = (
    rf"(\d{{1,2}}[./-]\d{{1,2}}([./-]\d{{2,4}})?|(ngay )?\d{{1,2}} (thang|thg|th) ?\d{{1,2}}( (nam )?\d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}( \d{{4}})?|\d{{1,2}} {_MONTH}( \d{{4}})?|(thang|thg) \d{{1,2}}( \d{{4}})?)"
)
_AGE = (
    r"(\d{1,3} ?(giay|phut|gio|ngay|tuan|thang|nam|secs?|mins?|hours?|hrs?|days?|weeks?|wk|months?|years?|yrs?"
    r"|s|m|h|d|w|y|mo|g|t|n)( (truoc|ago))?|vua xong|vua moi|just now|now)"
)
_TIME = re.compile(rf"(luc |at |{_CLOCK}|{_DAY}|{_DATE}|{_AGE}|edited|da (chinh )?sua|v+|w|[ ./-])+")
_STRONG = re.compile(rf"{_CLOCK}|{_DAY}|{_DATE}|{_AGE}")
_CLOCK_ONLY = re.compile(rf"{_CLOCK}( (v+|w|j+|n))?")
_AGE_ONLY = re.compile(rf"({_AGE}|{_DATE})")


def is_time(text: str) -> bool:
    """Tell whether a line is nothing but a time or a day."""
    plain = folded(text)
    return bool(_TIME.fullmatch(plain) and _STRONG.search(plain))


def is_clock(text: str) -> bool:
    """Tell whether a line is nothing but a time of day, ticks behind it allowed."""
    return bool(_CLOCK_ONLY.fullmatch(folded(text)))


def is_age(text: str) -> bool:
    """Tell whether a line is nothing but how long ago something was written."""
    return bool(_AGE_ONLY.fullmatch(folded(text)))


_RECEIPT = re.compile(
    r"(v+ )?(da (xem|gui|nhan|doc|chuyen|chinh sua|thu hoi|sua)|dang gui|gui (that bai|loi)|chua gui( duoc)?"
    r"|seen|sent|delivered|read|edited|sending|failed|opened|received|not delivered)"
    r"( (boi|by) .*| luc .*| at .*| "
    + _AGE
    + r"| "
    + _CLOCK
    + r"| (hom qua|hom nay|today|yesterday)( "
    + _CLOCK
    + r")?)?( v+)?"
)
_PRESENCE = re.compile(
    r"(dang hoat dong|hoat dong|truy cap|vua (moi )?truy cap|online|active|last seen|dang online|truc tuyen|dang nhap"
    r"|da truy cap|lan cuoi|xem lan cuoi|typing|dang soan|dang go)( .*)?|\d+ (thanh vien|members|nguoi).*"
    r"|(nguoi la|ban be|nhom|tin nhan van ban|text message|sms|mms|rcs|tin nhan rcs|doanh nghiep)"
)
_PLACEHOLDER = re.compile(
    r"([+o@0q©] ?)?((nhap |viet |gui |soan |nhan )?(tin nhan|tin|binh luan|phan hoi|noi dung|van ban)( sms| moi| rcs)?|aa|nhan tin.*|imessage"
    r"|(type |write |send |add )?(a )?(message|comment|reply)|message .*|them (mot )?binh luan.*|add a comment.*"
    r"|viet (mot )?(binh luan|phan hoi).*|binh luan (cong khai|duoi ten|voi).*|tra loi .*binh luan.*|tim kiem|search)"
    r"( [a-z0-9$&@.:%+-]{1,3})*"
)
_SYSTEM = re.compile(
    r".*\b(da (thu hoi|go|xoa) (mot )?tin nhan|tin nhan (da (duoc|bi) )?(thu hoi|xoa|go)|da tham gia (nhom|cuoc tro chuyen)"
    r"|da roi (khoi )?(nhom|cuoc tro chuyen)|da (them|moi|xoa) .{1,40} (vao|khoi|ra khoi) nhom|da (doi|dat|thay doi) (ten|anh|chu de|hinh nen|biet danh).*"
    r"|da tao nhom|cuoc goi (nho|den|di|thoai|video).*|(goi|cuoc goi) (nho|thoai|video).*|missed (voice |video )?call.*"
    r"|(unsent|deleted|removed) (a|this) message|joined the (group|chat)|left the (group|chat)|added .{1,40} to the group"
    r"|(tin nhan|messages?) .{0,40}(ma hoa|encrypted).*|da (tra loi|phan hoi|nhac den|replied to) .{1,40}|replied to .{1,40}"
    r"|(tin nhan |messages? )?(chua doc|unread)( messages?)?|tin nhan moi|new messages?)"
)
_BUTTON = re.compile(
    r"(\d{1,4} ?)?(tra loi|phan hoi|reply|replies|thich|like|likes|luot thich|yeu thich|chia se|share|binh luan|comments?|xem (ban )?dich"
    r"|see translation|an|hide|bao cao|report|xem them|see more|view more|luu|save|gui|send)( \d{1,4})?"
)
_MORE = re.compile(
    r"([-. ]*)((xem|view|show|hide|an)( tat ca| all| them| more)?|tat ca)?( ?\d[\d.,]*[kmn]? )?( ?(phan hoi|tra loi|cau tra loi|binh luan|repl(y|ies)|comments?|ket qua))( khac| truoc| khac nua)?( v| \d+)?"
)
_HEADING = re.compile(
    r"(\d[\d.,]*[kmn]? ?(binh luan|comments?|luot thich|likes?|luot chia se|shares?|luot xem|views?)|binh luan( \d[\d.,]*[kmn]?)?|comments?( \d[\d.,]*[kmn]?)?"
    r"|phu hop nhat|tat ca binh luan|moi nhat|lien quan nhat|most relevant|all comments|newest( first)?|top comments|hang dau|sap xep.*|bai viet( cua .*)?"
    r"|(.* )?post|nhung binh luan hang dau|chu de|theo doi|following|follow|dang theo doi)"
)
_STATUS = re.compile(r"([0-9:.% +x]|[345]g\+?|lte|volte|h\+|wifi|vinaphone|viettel|mobifone|vietnamobile|kb/s|mb/s)+")


def is_chrome(text: str) -> bool:
    """Tell whether a line is what an app writes around messages: a receipt, a presence, a system line."""
    plain = folded(text)
    return any(phrase.fullmatch(plain) for phrase in (_RECEIPT, _PRESENCE, _SYSTEM))


def is_system(text: str) -> bool:
    """Tell whether a line is told by the app itself: a recalled message, a call, somebody who joined."""
    return bool(_SYSTEM.fullmatch(folded(text)))


def is_placeholder(text: str) -> bool:
    """Tell whether a line stands in an empty field for writing."""
    return bool(_PLACEHOLDER.fullmatch(folded(text)))


def is_button(text: str) -> bool:
    """Tell whether a line is a button below a comment."""
    plain = folded(text)
    return bool(_BUTTON.fullmatch(plain) or _MORE.fullmatch(plain))


def is_heading(text: str) -> bool:
    """Tell whether a line is a heading over comments."""
    return bool(_HEADING.fullmatch(folded(text)))


def is_status(text: str) -> bool:
    """Tell whether a line is of the status bar: clock, network, battery."""
    return bool(_STATUS.fullmatch(folded(text)))


_ACTION = re.compile(
    rf"(({_AGE}|{_DATE}|[a-z]?(giay|phut|gio|ngay|tuan|thang|nam)|tra ?[lt]oi|phan hoi|reply|thich|like|xem ban dich|see translation|gui|an|chinh sua|da chinh sua|tac gia"
    r"|\d[\d.,]*[kmn]?( (luot thich|likes?|thich|phan hoi|cau tra loi|replies))?|[a-z@+]{1,2})[ .:/-]*)+"
)
_ANSWER = re.compile(r"\b(tra ?[lt]oi|phan hoi|reply|thich|like)\b")


def is_action(text: str) -> bool:
    """Tell whether a row stands below a comment: its age, "Thích", "Trả lời", how many liked it."""
    plain = folded(text)
    if not _ACTION.fullmatch(plain):
        return False
    answers = len(_ANSWER.findall(plain))
    told = answers > 1 or any(c.isdigit() for c in plain) or all(len(word) > 2 for word in plain.split())  # noqa: PLR2004
    return is_age(text) or bool(answers and told)  # "thích mê!" is the end of a comment


def has_answer(text: str) -> bool:
    """Tell whether a row that stands below a comment holds a button to answer it."""
    return bool(_ANSWER.search(folded(text)))


_LINK = re.compile(r"(https?|www)\b|\.(com|vn|net|org)\b")


def is_link(text: str) -> bool:
    """Tell whether a line holds an address of a page."""
    return bool(_LINK.search(text.lower()))


def reads_like_name(text: str, most: int) -> bool:
    """Tell whether a line may be a person's name: at most so many words, letters alone, each with a capital."""
    words = text.split()
    return len(words) <= most and all(word[0].isupper() and word.isalpha() for word in words)
