"""What can go wrong in the classifier: one root, one class a failure."""

from __future__ import annotations


class ClassifierError(Exception):
    """Root of everything the classifier raises on purpose."""


class BundleError(ClassifierError):
    """A model bundle cannot be trusted or read."""


class BundleMissingError(BundleError):
    """There is no bundle at that place."""


class BundleSignatureError(BundleError):
    """The bundle was changed after it was signed, or another key signed it."""


class BundleLibraryError(BundleError):
    """The bundle has an encoder, and a library that runs it is not installed here."""

    def __init__(self, library: str) -> None:
        super().__init__(
            f"Mô hình này có bộ mã hoá câu, mà máy chưa có thư viện {library}: hãy chạy pip install "
            "'lachan[second-tier]', hoặc huấn luyện lại không có --encoder. / This model has a sentence encoder, and "
            f"the library {library} is missing: pip install 'lachan[second-tier]', or train again without --encoder."
        )
        self.library = library


class SubmissionError(ClassifierError):
    """A submission cannot be read: ``field`` says where, ``vi`` and ``en`` say what to do."""

    def __init__(self, field: str, vi: str, en: str) -> None:
        super().__init__(f"{field}: {en}")
        self.field = field
        self.vi = vi
        self.en = en
