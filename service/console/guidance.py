"""What a counsellor should do, by tier and by harm: short steps that a tired person can follow.

Sources: Decree 56/2017/NĐ-CP (a school that learns of harm notifies 111, the police, the labour office or the commune
at once), Circular 18/2025/TT-BGDĐT (counselling at school), hotline 111's published advice. Lawyers and the
school's own procedure have the last word.
"""

from __future__ import annotations

from collections.abc import Iterable

from classifier.taxonomy import Category, Tier
from service.console.language import Line, said

_BY_TIER: dict[Tier, tuple[Line, ...]] = {
    Tier.P0: (
        Line(
            "Gặp hoặc gọi cho em ngay, ở nơi yên tĩnh. Đừng để em ở một mình.",
            "Meet or call the child now, somewhere quiet. Do not leave them alone.",
        ),
        Line(
            "Gọi 111 (miễn phí, 24/7). Nếu em đang gặp nguy hiểm: công an 113, cấp cứu 115.",
            "Call 111 (free, day and night). If the child is in danger: police 113, ambulance 115.",
        ),
        Line(
            "Báo tổ trưởng tư vấn và ban giám hiệu ngay hôm nay.",
            "Tell the lead counsellor and the head of school today.",
        ),
    ),
    Tier.P1: (
        Line(
            "Hẹn gặp em trong buổi này, ở nơi riêng tư; để em kể theo nhịp của em.",
            "See the child this morning or afternoon, in private; let them tell it at their own pace.",
        ),
        Line(
            "Xét việc gọi 111 hoặc báo công an; nếu có dấu hiệu xâm hại thì phải báo ngay, không chờ xác minh xong.",
            "Consider calling 111 or the police; where there are signs of abuse report at once, do not verify first.",
        ),
        Line(
            "Báo tổ trưởng tư vấn.",
            "Tell the lead counsellor.",
        ),
    ),
    Tier.P2: (
        Line(
            "Nói chuyện riêng với em bị ảnh hưởng trước, rồi mới đến các bên khác; đừng bắt các em đối chất.",
            "Talk to the affected child alone first, then to the others; never make them face each other.",
        ),
        Line(
            "Hỏi xem việc này đã lặp lại chưa, ở đâu, còn ai biết. Ghi lại.",
            "Ask whether it happened before, where, and who else knows. Write it down.",
        ),
        Line(
            "Phối hợp với giáo viên chủ nhiệm; hẹn ngày hỏi thăm lại.",
            "Work with the form teacher; set a day to ask again.",
        ),
    ),
    Tier.P3: (
        Line(
            "Đọc hết tin nhắn: máy có thể bỏ sót điều mà người nhận ra.",
            "Read every message: the machine may miss what a person notices.",
        ),
        Line(
            "Nếu không có gì đáng lo, cảm ơn người gửi rồi đóng hồ sơ.",
            "If nothing worries you, thank the reporter and close the case.",
        ),
        Line(
            "Nếu còn băn khoăn, nâng bậc và ghi lý do. Nâng nhầm không sao, bỏ sót mới đáng ngại.",
            "If in doubt, raise the tier and say why. A tier too high does no harm; a miss does.",
        ),
    ),
}

_BY_CATEGORY: dict[Category, Line] = {
    Category.SELF_HARM: Line(
        "Hỏi thẳng, thật bình tĩnh, xem em có đang nghĩ đến việc tự làm đau mình không; hỏi không làm em nghĩ đến "
        "nhiều hơn. Cất những vật nguy hiểm ở gần.",
        "Ask calmly and plainly whether the child thinks of hurting themselves; asking does not put it into their "
        "head. Put dangerous things out of reach.",
    ),
    Category.GROOMING: Line(
        "Giữ nguyên tin nhắn và tài khoản: không xóa, không chặn vội, không nhắn tin với người kia. Đừng trách em; em "
        "không có lỗi.",
        "Keep the messages and the account as they are: delete nothing, block nobody yet, do not write to the other "
        "person. Do not blame the child; it is not their fault.",
    ),
    Category.EXPLICIT: Line(
        "Không sao chép, không chuyển tiếp, không in ảnh nhạy cảm. Giao cho công an hoặc 111 xử lý.",
        "Do not copy, forward or print intimate pictures. Leave them to the police or 111.",
    ),
    Category.BULLYING: Line(
        "Hứa với em rằng người lớn sẽ theo dõi tiếp, và làm đúng lời hứa.",
        "Promise the child that adults will keep an eye on it, and keep the promise.",
    ),
}

_SEALED = Line(
    "Có ảnh đã niêm phong. Đừng tìm cách mở, đừng xin em gửi lại. Giữ nguyên máy đang có ảnh, báo công an hoặc 111 để "
    "họ nhận và giữ ảnh.",
    "A picture is sealed. Do not try to open it, do not ask the child to send it again. Leave the device that holds it "
    "as it is, and tell the police or 111, who will take and keep it.",
)


def steps(tier: Tier, categories: Iterable[Category], *, sealed: bool = False) -> list[str]:
    """Tell what to do about a case, in order: by its tier, then by a sealed picture, then by each harm."""
    lines = [*_BY_TIER[tier], *([_SEALED] if sealed else ()), *(_BY_CATEGORY[category] for category in categories)]
    return [said(line) for line in lines]
