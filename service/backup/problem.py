"""What can go wrong with a backup."""

from service.errors import ServiceError


class BackupError(ServiceError):
    """The backup cannot be taken, or cannot be used; nothing was changed but what the words say."""

    code = "backup"
    title_vi, title_en = "Sao lưu không dùng được", "The backup cannot be used"
