"""What tests of several packages share: a small model of sentences written here, and the seed's; each trained once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from classifier import bundle
from classifier.engine import Classifier
from classifier.taxonomy import Category
from classifier.text_model import TextModel
from training.fit import fit
from training.pipeline import Plan, train
from training.registry import Registry

_CLEAN = """
chiều nay lớp mình học thêm toán ở phòng nào vậy
mẹ nấu canh chua rồi con về ăn cơm nha
cô gửi đề cương lên nhóm lớp rồi các em tải về nhé
mai kiểm tra văn nhớ ôn bài Tây Tiến
bóng đá chiều thứ bảy thiếu một thủ môn ai đi không
tớ mượn vở Sử của cậu một hôm nhé
bà ngoại gửi xoài lên cho cả nhà
trời mưa to quá chắc xe buýt tới trễ
hôm nay trực nhật tổ hai nhé các bạn
con được chín điểm môn Anh mẹ ơi
thầy dặn thứ năm nộp sản phẩm công nghệ
cuối tuần cả nhà mình về quê thăm ông
cho tớ xin công thức tính diện tích hình thang
bạn nào nhặt được bút máy màu xanh cho mình xin lại
tối nay xem chung kết cầu lông không
em chào cô em xin phép nghỉ học vì bị sốt
căn tin hôm nay có bánh mì trứng ngon lắm
ai có cây bơm xe đạp cho tui mượn với
con mèo nhà mình đẻ được ba con rồi
ghi âm bài thuyết trình gửi nhóm trưởng nha
""".strip().splitlines()
_INSULTS = """
mày ngu như bò ấy
đồ vô dụng cút đi
câm mồm lại đi con kia
mặt mày nhìn phát ghét
thằng này đần độn hết chỗ nói
cái loại mày không ai thèm chơi
đồ mất dạy không biết nhục
nhìn mày là tao muốn ói
óc chó mà đòi dạy đời
mày là cái thứ rác rưởi
""".strip().splitlines()
_GROOMING = """
đừng nói với bố mẹ chuyện này nhé em
anh nạp thẻ cho em rồi mình qua Zalo nói riêng
chỉ anh hiểu em thôi đừng kể ai
bí mật của hai anh em mình nha
chú cho tiền mà con đừng nói ba má
nhắn riêng cho anh rồi xóa tin nhắn đi
""".strip().splitlines()
_SELF_HARM = """
em không muốn sống nữa
con mệt mỏi lắm con muốn biến mất
mình chỉ muốn chết đi cho xong
không ai cần em trên đời này nữa
tớ chán sống lắm rồi
""".strip().splitlines()


@pytest.fixture(scope="session")
def tiny_model() -> TextModel:
    """A text model of some forty sentences: real in every part, and good for nothing but tests."""
    texts = [*_CLEAN, *_INSULTS, *_GROOMING, *_SELF_HARM]
    labels = np.zeros((len(texts), len(Category)), dtype=np.bool_)
    columns = list(Category)
    at = len(_CLEAN)
    for category, said in (
        (Category.BULLYING, _INSULTS),
        (Category.GROOMING, _GROOMING),
        (Category.SELF_HARM, _SELF_HARM),
    ):
        labels[at : at + len(said), columns.index(category)] = True
        at += len(said)
    return fit(texts, labels, None)


@pytest.fixture(scope="session")
def tiny_classifier(tiny_model: TextModel) -> Classifier:
    return Classifier(tiny_model, "tiny")


@pytest.fixture(scope="session")
def tiny_var(tiny_model: TextModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ``LACHAN_VAR`` names it, with the tiny model as its champion. Read it, do not write to it."""
    return _install(tiny_model, tmp_path_factory.mktemp("var"))


@pytest.fixture
def make_var(tiny_model: TextModel, tmp_path: Path) -> Callable[[], Path]:
    """The same, a fresh one a call, for tests that change it."""
    made = iter(range(1_000))
    return lambda: _install(tiny_model, tmp_path / f"var-{next(made)}")


@pytest.fixture(scope="session")
def seed_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with what ``lachan train`` makes of the repository alone. Read it, do not write to it."""
    var = tmp_path_factory.mktemp("seed")
    registry = Registry(var / "models")
    registry.promote(train(Plan(), registry).version)
    return var


@pytest.fixture(scope="session")
def seed_classifier(seed_var: Path) -> Classifier:
    """The champion of ``seed_var``."""
    trusted = bundle.read_public_key(seed_var / "keys" / "model-signing.pub")
    return Classifier.load(bundle.champion_folder(seed_var / "models"), trusted)


def _install(model: TextModel, var: Path) -> Path:
    key = Ed25519PrivateKey.generate()
    bundle.write(var / "models" / "tiny", model, {"purpose": "tests"}, key)
    (var / "models" / bundle.CHAMPION).write_text("tiny\n", encoding="utf-8")
    (var / "keys").mkdir()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (var / "keys" / "model-signing.pub").write_bytes(public)
    return var
