"""What a counsellor should do, by tier and by harm: short steps that a tired person can follow.

Sources: Decree 56/2017/NĐ-CP (a school that learns of harm notifies 111, the police, the labour office or the commune
at once), Circular 18/2025/TT-BGDĐT (counselling at school), hotline 111's published advice. Lawyers and the
school's own procedure have the last word.
"""

from __future__ import annotations

from collections.abc import Iterable

from classifier.taxonomy import Category, Tier

_BY_TIER: dict[Tier, tuple[str, ...]] = {
    Tier.P0: (
        "Gặp hoặc gọi cho em ngay, ở nơi yên tĩnh. Đừng để em ở một mình.",
        "Gọi 111 (miễn phí, 24/7). Nếu em đang gặp nguy hiểm: công an 113, cấp cứu 115.",
        "Báo tổ trưởng tư vấn và ban giám hiệu ngay hôm nay.",
    ),
    Tier.P1: (
        "Hẹn gặp em trong buổi này, ở nơi riêng tư; để em kể theo nhịp của em.",
        "Xét việc gọi 111 hoặc báo công an; nếu có dấu hiệu xâm hại thì phải báo ngay, không chờ xác minh xong.",
        "Báo tổ trưởng tư vấn.",
    ),
    Tier.P2: (
        "Nói chuyện riêng với em bị ảnh hưởng trước, rồi mới đến các bên khác; đừng bắt các em đối chất.",
        "Hỏi xem việc này đã lặp lại chưa, ở đâu, còn ai biết. Ghi lại.",
        "Phối hợp với giáo viên chủ nhiệm; hẹn ngày hỏi thăm lại.",
    ),
    Tier.P3: (
        "Đọc hết tin nhắn: máy có thể bỏ sót điều mà người nhận ra.",
        "Nếu không có gì đáng lo, cảm ơn người gửi rồi đóng hồ sơ.",
        "Nếu còn băn khoăn, nâng bậc và ghi lý do. Nâng nhầm không sao, bỏ sót mới đáng ngại.",
    ),
}

_BY_CATEGORY: dict[Category, str] = {
    Category.SELF_HARM: (
        "Hỏi thẳng, thật bình tĩnh, xem em có đang nghĩ đến việc tự làm đau mình không; hỏi không làm em nghĩ đến "
        "nhiều hơn. Cất những vật nguy hiểm ở gần."
    ),
    Category.GROOMING: (
        "Giữ nguyên tin nhắn và tài khoản: không xóa, không chặn vội, không nhắn tin với người kia. Đừng trách em; em "
        "không có lỗi."
    ),
    Category.EXPLICIT: "Không sao chép, không chuyển tiếp, không in ảnh nhạy cảm. Giao cho công an hoặc 111 xử lý.",
    Category.BULLYING: "Hứa với em rằng người lớn sẽ theo dõi tiếp, và làm đúng lời hứa.",
}


_SEALED = (
    "Có ảnh đã niêm phong. Đừng tìm cách mở, đừng xin em gửi lại. Giữ nguyên máy đang có ảnh, báo công an hoặc 111 để "
    "họ nhận và giữ ảnh."
)


def steps(tier: Tier, categories: Iterable[Category], *, sealed: bool = False) -> list[str]:
    """Tell what to do about a case, in order: by its tier, then by a sealed picture, then by each harm."""
    return [*_BY_TIER[tier], *([_SEALED] if sealed else ()), *(_BY_CATEGORY[category] for category in categories)]
