"""The desk's words, each written once; the field's are in ``classifier.taxonomy``."""

from __future__ import annotations

from classifier.taxonomy import Word

UNOPENED = "[Không mở được nội dung / The content cannot be opened]"
"""Stands for words that are sealed and cannot be opened any more."""


class Role(Word):
    """What somebody is to the desk."""

    COUNSELLOR = "counsellor", "tư vấn viên", "counsellor"
    LEAD = "lead", "tổ trưởng tư vấn", "lead counsellor"
    DATA = "data", "nhân viên dữ liệu", "data staff"
    ADMIN = "admin", "quản trị viên", "administrator"
    SYSTEM = "system", "hệ thống gửi phản ánh", "reporting system"
    ANYONE = "anyone", "bất kỳ ai", "anyone"
    SERVICE = "service", "hệ thống Lá Chắn", "the service itself"
    OPERATOR = "operator", "người vận hành máy chủ", "operator of the machine"


class Reporter(Word):
    """Who sent a report in, as far as they say."""

    CHILD = "child", "học sinh", "pupil"
    PARENT = "parent", "phụ huynh", "parent"
    TEACHER = "teacher", "giáo viên", "teacher"
    OTHER = "other", "người khác", "somebody else"


class CaseState(Word):
    """Where the work on a case stands. Whether somebody holds it is the lease's affair, not the state's."""

    OPEN = "open", "đang chờ xử lý", "open"
    ESCALATED = "escalated", "đã chuyển tiếp", "escalated"
    CLOSED_HARM = "closed_harm", "đã đóng: có sự việc gây hại", "closed: harm found"
    CLOSED_NO_HARM = "closed_no_harm", "đã đóng: không có dấu hiệu gây hại", "closed: no harm found"
    MERGED = "merged", "đã gộp vào hồ sơ khác", "merged into another case"


class Outcome(Word):
    """What a person decided about a case."""

    CLOSED_HARM = "closed_harm", "đóng: có sự việc gây hại", "close: harm found"
    CLOSED_NO_HARM = "closed_no_harm", "đóng: không có dấu hiệu gây hại", "close: no harm found"
    ESCALATED = "escalated", "chuyển tiếp", "escalate"
    KEPT_OPEN = "kept_open", "để lại trong hàng đợi", "keep open"

    @property
    def state(self) -> CaseState:
        """The state that a case has after this outcome."""
        return CaseState.OPEN if self is Outcome.KEPT_OPEN else CaseState(self.value)


class Target(Word):
    """Whom a case is passed on to. Decree 56/2017 names hotline 111, police, labour office and commune."""

    LEAD = "lead", "tổ trưởng tư vấn", "lead counsellor"
    HEAD = "head", "ban giám hiệu", "head of school"
    HOTLINE_111 = "hotline_111", "tổng đài 111", "hotline 111"
    POLICE = "police", "công an", "police"
    COMMUNE = "commune", "ủy ban nhân dân cấp xã", "commune office"
    FAMILY = "family", "gia đình", "family"
    ON_CALL = "on_call", "người trực", "the person on call"


class Channel(Word):
    """How a delivery reaches whom it is for."""

    HAND = "hand", "gọi hoặc gặp trực tiếp", "by telephone or in person"
    WEBHOOK = "webhook", "hệ thống của bên nhận", "the recipient's system"
    EMAIL = "email", "thư điện tử", "e-mail"
    FORM = "form", "văn bản in (Mẫu số 01)", "printed form (Mẫu số 01)"


class Holding(Word):
    """Who holds the cases that somebody wants to see."""

    ANYONE = "anyone", "mọi hồ sơ", "every case"
    MINE = "mine", "tôi đang giữ", "held by me"
    FREE = "free", "chưa ai giữ", "free to take"


class Drawn(Word):
    """Why a case that nothing was found in is served early."""

    BY_CHANCE = (
        "by_chance",
        "được chọn ngẫu nhiên để đọc không theo điểm máy",
        "drawn by chance, read without the machine's score",
    )


class SkipReason(Word):
    """Why somebody passes a case over. It stays in the queue for everybody else."""

    KNOWS = "knows", "tôi quen người trong hồ sơ", "I know somebody in it"
    NAMED = "named", "hồ sơ có nhắc đến tôi", "I am named in it"
    TOO_HEAVY = "too_heavy", "hôm nay nội dung này quá sức với tôi", "too heavy for me today"
    OTHER_SKILL = "other_skill", "cần người có chuyên môn khác", "it needs somebody of another skill"
    OTHER = "other", "lý do khác", "another reason"


class MentionKind(Word):
    """What several reports can have in common."""

    PHONE = "phone", "số điện thoại", "telephone number"
    ACCOUNT = "account", "tài khoản", "account"
    LINK = "link", "đường dẫn", "link"
    BANK = "bank", "số tài khoản ngân hàng", "bank account"
    TEXT = "text", "nội dung gần giống", "nearly the same words"
    PICTURE = "picture", "cùng một ảnh", "the same picture"


class DeliveryState(Word):
    """Whether what was passed on arrived. Nothing counts as done before somebody confirmed it."""

    QUEUED = "queued", "chưa thực hiện", "to be done"
    SENT = "sent", "đã gửi, chờ bên nhận xác nhận", "sent, waiting for the other side"
    ACKNOWLEDGED = "acknowledged", "bên nhận đã xác nhận", "acknowledged"
    FAILED = "failed", "không thành công", "failed"
    WITHDRAWN = "withdrawn", "đã rút lại", "withdrawn"


class DeliveryFailure(Word):
    """Why something did not arrive the last time it was tried."""

    UNREACHABLE = "unreachable", "không kết nối được với bên nhận", "the other side could not be reached"
    TIMEOUT = "timeout", "bên nhận không trả lời kịp", "the other side did not answer in time"
    BROKEN = "broken", "hệ thống bên nhận gặp lỗi", "the other side's system failed"
    REFUSED = "refused", "hệ thống bên nhận từ chối", "the other side's system refused it"
    REDIRECTED = "redirected", "địa chỉ nhận đã chuyển đi nơi khác", "the address leads somewhere else now"
    FORBIDDEN = "forbidden", "không được phép gửi tới địa chỉ này", "that address may not be sent to"
    ENDED = "ended", "nơi nhận này đã ngừng dùng", "this recipient is no longer used"
    UNSEALED = "unsealed", "không mở được khóa ký của nơi nhận", "the recipient's signing secret cannot be opened"
    NO_MAIL_SERVER = "no_mail_server", "chưa cài máy chủ gửi thư", "no mail server is set"
    MAIL_SERVER = "mail_server", "máy chủ gửi thư gặp lỗi", "the mail server failed"
    MAIL_REFUSED = "mail_refused", "hộp thư không nhận", "the mailbox does not take it"
    NOT_NEEDED = "not_needed", "đã có người nhận hồ sơ, không cần gọi nữa", "the case was taken; no call is needed"


class ReportState(Word):
    """What a reporting system or the holder of a receipt may know: no content, no names."""

    RECEIVED = "received", "đã nhận, đang chờ tư vấn viên", "received, waiting for a counsellor"
    IN_PROGRESS = "in_progress", "tư vấn viên đang xem", "a counsellor is looking at it"
    ESCALATED = "escalated", "đã chuyển đến nơi có thẩm quyền hỗ trợ", "passed on to those who can help"
    CLOSED = "closed", "đã xử lý xong", "closed"
    ERASED = (
        "erased",
        "đã xóa theo thời hạn lưu giữ hoặc theo yêu cầu",
        "erased: its time was over, or it was asked for",
    )


class ErasureWhy(Word):
    """Why something was erased."""

    RETENTION = "retention", "đã hết thời hạn lưu giữ", "its time of keeping was over"
    REQUEST = "request", "có người đề nghị xóa và được đồng ý", "somebody asked for it, and it was agreed to"
    OPERATOR = "operator", "quản trị máy chủ xóa theo yêu cầu", "the operator erased it when asked to"


class AttachmentState(Word):
    """How far a file that came with a report has come.

    ``stored`` waits to be read: the case stands at P1 or higher until it is. ``read`` has messages and a working copy.
    ``unread`` could not be read, or holds no words: a person must look; it has a working copy where there are pages.
    ``refused`` is no picture that can be opened: it has neither. ``sealed`` is on a list of known images, or the image
    model calls it explicit: it is never opened again, has no working copy and was not read.
    """

    STORED = "stored", "đã nhận, đang chờ đọc", "stored, waiting to be read"
    READ = "read", "đã đọc", "read"
    UNREAD = "unread", "chưa đọc được, cần người xem", "could not be read; a person must look"
    REFUSED = "refused", "không mở được", "refused"
    SEALED = "sealed", "đã niêm phong", "sealed"


class Verb(Word):
    """What somebody may do; ``service.security`` says who."""

    SCORE = "score", "chấm điểm", "score"
    FILE_REPORT = "file_report", "gửi phản ánh", "file a report"
    READ_REPORT_STATE = "read_report_state", "xem trạng thái phản ánh", "read a report's state"
    LOOK_UP_RECEIPT = "look_up_receipt", "tra cứu mã biên nhận", "look up a receipt"
    SIGN_IN = "sign_in", "đăng nhập", "sign in"
    SIGN_OUT = "sign_out", "đăng xuất", "sign out"
    READ_ACCOUNT = "read_account", "xem tài khoản của mình", "see one's own account"
    CHANGE_PASSWORD = "change_password", "đổi mật khẩu", "change one's password"
    SET_SECOND_FACTOR = "set_second_factor", "đặt xác thực hai bước", "set one's second factor"
    USE_RECOVERY_CODE = "use_recovery_code", "đăng nhập bằng mã dự phòng", "sign in with a recovery code"
    READ_USERS = "read_users", "xem danh sách tài khoản", "see the accounts"
    ADD_USER = "add_user", "thêm tài khoản", "add an account"
    DISABLE_USER = "disable_user", "khóa tài khoản", "disable an account"
    ENABLE_USER = "enable_user", "mở lại tài khoản", "enable an account"
    SIGN_OUT_USER = "sign_out_user", "đăng xuất một tài khoản khỏi mọi nơi", "sign an account out everywhere"
    SET_PASSWORD = "set_password", "đặt lại mật khẩu cho tài khoản", "set an account's password"
    SET_ROLE = "set_role", "đổi vai trò của tài khoản", "set an account's role"
    RESET_SECOND_FACTOR = (
        "reset_second_factor",
        "gỡ xác thực hai bước của tài khoản",
        "take an account's second factor away",
    )
    LINK_USER = "link_user", "nối tài khoản với nơi đăng nhập chung", "link an account to the sign-in provider"
    ADD_KEY = "add_key", "tạo khóa API", "make an API key"
    ROTATE_KEY = "rotate_key", "đổi khóa API", "rotate an API key"
    ROTATE_SEALING_KEY = "rotate_sealing_key", "thay khóa niêm phong", "change the sealing key"
    REVOKE_KEY = "revoke_key", "thu hồi khóa API", "revoke an API key"
    FAIL_TO_SIGN_IN = "fail_to_sign_in", "đăng nhập không thành công", "fail to sign in"
    TAKE_UP_MODEL = "take_up_model", "dùng mô hình khác", "take up another model"
    READ_AUDIT = "read_audit", "xem nhật ký", "read the audit"
    SEARCH_CASES = "search_cases", "tìm hồ sơ", "search for cases"
    READ_RELATED = "read_related", "xem hồ sơ liên quan", "see related cases"
    NAME_PERSON = "name_person", "nhận ra tên người của trường", "recognise a name of the school's staff"
    READ_STRANDED = "read_stranded", "xem hồ sơ chưa ai được đọc", "see the cases that nobody may read"
    LIFT_NAMED = "lift_named", "cho người bị nhận nhầm tên xem hồ sơ", "let a person see a case that does not name them"
    NAME_ALIAS = "name_alias", "ghi tên khác của một người", "note another name of a person"
    ASSESS_REPORT = "assess_report", "chấm mức khẩn cấp", "rate how urgent a report is"
    READ_QUEUE = "read_queue", "xem hàng đợi", "read the queue"
    CLAIM_CASE = "claim_case", "nhận hồ sơ", "claim a case"
    RELEASE_CASE = "release_case", "trả hồ sơ", "release a case"
    READ_CASE = "read_case", "đọc hồ sơ", "read a case"
    VIEW_ATTACHMENT = "view_attachment", "mở xem ảnh", "look at a picture"
    SEAL_ATTACHMENT = "seal_attachment", "niêm phong ảnh", "seal a picture"
    SKIP_CASE = "skip_case", "bỏ qua hồ sơ", "pass a case over"
    TAKE_BACK_SKIP = "take_back_skip", "cho nhận lại hồ sơ đã bỏ qua", "take back that a case was passed over"
    REST_CASE = "rest_case", "để hồ sơ chờ đến một lúc khác", "hold a case until later"
    HAND_OVER_CASE = "hand_over_case", "giao hồ sơ cho đồng nghiệp", "hand a case over"
    TAKE_OVER_CASE = "take_over_case", "tiếp quản hồ sơ", "take a case over"
    WRITE_NOTE = "write_note", "ghi chú nội bộ", "write a note"
    WRITE_LETTER = "write_letter", "viết cho người gửi", "write to the reporter"
    WRITE_BACK = "write_back", "viết cho ban tư vấn", "write to the desk"
    FILE_PUBLICLY = "file_publicly", "gửi phản ánh không cần tài khoản", "file a report without an account"
    MERGE_CASES = "merge_cases", "gộp hồ sơ", "merge cases"
    UNMERGE_CASES = "unmerge_cases", "tách hồ sơ đã gộp", "undo a merge"
    UNDO_DECISION = "undo_decision", "hoàn tác quyết định", "undo a decision"
    DECIDE_CASE = "decide_case", "quyết định hồ sơ", "decide a case"
    MARK_DELIVERY = "mark_delivery", "xác nhận chuyển tiếp", "mark a delivery"
    SEND_DELIVERY = "send_delivery", "gửi chuyển tiếp", "send a delivery"
    ACKNOWLEDGE_DELIVERY = "acknowledge_delivery", "báo đã nhận chuyển tiếp", "acknowledge a delivery"
    DRAW_UP_FORM = "draw_up_form", "lập Mẫu số 01", "draw up form Mẫu số 01"
    CALL_ON = "call_on", "gọi người trực", "call the person on duty"
    SET_RECIPIENTS = "set_recipients", "đặt nơi nhận và người trực", "set recipients and who is on call"
    EXPORT_STATISTICS = "export_statistics", "xuất thống kê", "export the statistics"
    READ_STATISTICS = "read_statistics", "xem thống kê", "read the statistics"
    READ_CARE = "read_care", "xem mình đã đọc bao nhiêu hồ sơ nặng", "see how much heavy work one did"
    SET_OPT_OUTS = "set_opt_outs", "đặt loại sự việc không muốn nhận", "set what one does not want to be given"
    PUT_OFF_BREAK = "put_off_break", "để lời nhắc nghỉ lại sau", "put a break off"
    READ_RETENTION = "read_retention", "xem hồ sơ nào sắp được xóa", "see what will be erased soon"
    HOLD_CASE = "hold_case", "giữ hồ sơ lại, không cho xóa", "keep a case from being erased"
    LIFT_HOLD = "lift_hold", "thôi giữ lại hồ sơ", "let a case be erased again"
    ASK_ERASURE = "ask_erasure", "đề nghị xóa trước hạn", "ask that something be erased early"
    ANSWER_ERASURE = "answer_erasure", "trả lời đề nghị xóa", "answer a request for erasure"
    ERASE = "erase", "xóa vĩnh viễn nội dung", "erase content for good"
    BACK_UP = "back_up", "sao lưu", "take a backup"
    RESTORE = "restore", "khôi phục từ bản sao lưu", "restore a backup"
    READ_HEALTH = "read_health", "xem tình trạng dịch vụ", "read the service's health"
