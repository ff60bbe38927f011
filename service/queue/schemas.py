"""The queue as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from classifier.taxonomy import Category, Tier
from service.queue.entry import Entry
from service.queue.service import Page, Sought
from service.queue.views import LONGEST_NAME, View
from service.queue.wanted import LONGEST_TEXT, Wanted
from service.scoring.schemas import ReasonOut
from service.text import Text
from service.words import CaseState, Holding


class EntryOut(BaseModel):
    """Một hồ sơ trong hàng đợi, không có nội dung. / One case of the queue, without content."""

    id: str
    state: CaseState
    tier: Annotated[
        Tier | None,
        Field(
            description="Mức đã chấm hoặc do người đặt; null: đọc mù. / As assessed or set by a person; null: blind."
        ),
    ]
    served_as: Annotated[
        Tier,
        Field(
            description="Lên một mức khi quá hạn, khi nhiều phản ánh giống nhau, khi được chọn ngẫu nhiên. "
            "/ One tier higher when overdue, when a crowd reports it, when drawn by chance."
        ),
    ]
    overdue: bool
    due_at: datetime
    received_at: datetime
    risk: Annotated[float | None, Field(description="null: đọc mù. / null: read blind.")]
    assessed: Annotated[bool, Field(description="false: chưa chấm được. / Could not be assessed yet.")]
    abstained: bool
    categories: list[Category]
    reasons: list[ReasonOut]
    holder: Annotated[str | None, Field(description="Ai đang giữ. / Who holds it.")]
    held_until: datetime | None
    mine: bool
    fence: Annotated[int | None, Field(description="Gửi kèm mọi thay đổi. / Send it with every change.")]
    blind: Annotated[
        bool,
        Field(
            description="Được chọn ngẫu nhiên để đọc không theo điểm máy: không có mức, điểm, loại và lý do "
            "cho đến khi có quyết định. / Drawn by chance, read without the machine's score: no tier, risk, "
            "categories or reasons until somebody has decided."
        ),
    ]
    resting_until: Annotated[
        datetime | None, Field(description="Được để chờ đến lúc này. / Held back until then by a person.")
    ]

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Write it."""
        return cls(
            id=entry.case_id,
            state=entry.state,
            tier=entry.tier,
            served_as=entry.served_as,
            overdue=entry.overdue,
            due_at=entry.due_at,
            received_at=entry.received_at,
            risk=None if entry.risk is None else round(entry.risk, 4),
            assessed=entry.assessed,
            abstained=entry.abstained,
            categories=list(entry.categories),
            reasons=[ReasonOut(code=r.code, tier=r.tier, vi=r.vi, en=r.en) for r in entry.reasons],
            holder=entry.holder,
            held_until=entry.held_until,
            mine=entry.mine,
            fence=entry.fence,
            blind=entry.blind,
            resting_until=entry.resting_until,
        )


class QueueOut(BaseModel):
    """Hàng đợi, gấp nhất trước. / The queue, most urgent first."""

    cases: list[EntryOut]
    counts: Annotated[
        dict[Tier, int],
        Field(
            description="Mọi hồ sơ khớp bộ lọc theo mức, kể cả mức không được chọn; mỗi mức đếm đến 20.000. "
            "/ Every case that is wanted by tier, other tiers included; each is counted up to 20,000."
        ),
    ]
    total: int

    @classmethod
    def of(cls, page: Page) -> Self:
        """Write it."""
        return cls(cases=[EntryOut.of(entry) for entry in page.entries], counts=dict(page.counts), total=page.total)


class WantedIO(BaseModel):
    """Bộ lọc của hàng đợi; điều không nêu thì không lọc. / A filter of the queue; what is not set narrows nothing."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"tier": "P1", "holding": "free", "overdue": True}, {"text": "phụ huynh"}]},
    )

    state: Annotated[CaseState, Field(description="Trạng thái. / State.")] = CaseState.OPEN
    tier: Annotated[Tier | None, Field(description="Đang được xếp ở mức này. / Served in this tier.")] = None
    category: Annotated[
        Category | None,
        Field(description="Loại máy nhận ra; không gồm hồ sơ đọc mù. / What was found; never a case read blind."),
    ] = None
    holding: Annotated[Holding, Field(description="Của tôi, chưa ai giữ, hay tất cả. / Mine, free, or anyone's.")] = (
        Holding.ANYONE
    )
    overdue: Annotated[bool, Field(description="Chỉ hồ sơ quá hạn. / Only overdue ones.")] = False
    with_pictures: Annotated[bool, Field(description="Chỉ hồ sơ có ảnh. / Only with pictures.")] = False
    received_since: Annotated[
        AwareDatetime | None, Field(description="Nhận từ lúc này, có múi giờ. / Received since then, with a time zone.")
    ] = None
    text: Annotated[
        Text,
        Field(
            max_length=LONGEST_TEXT,
            description="Đầu mã hồ sơ (“3F9-A2C”) hoặc người gửi (“phụ huynh”). "
            "/ The beginning of a case's code, or who sent it in.",
        ),
    ] = ""

    def wanted(self) -> Wanted:
        """Make the service's value of it."""
        return Wanted(
            states=(self.state,),
            tier=self.tier,
            category=self.category,
            holding=self.holding,
            overdue=self.overdue,
            with_pictures=self.with_pictures,
            received_since=self.received_since,
            text=self.text,
        )

    @classmethod
    def of(cls, wanted: Wanted) -> Self:
        """Write it."""
        return cls(
            state=wanted.states[0],
            tier=wanted.tier,
            category=wanted.category,
            holding=wanted.holding,
            overdue=wanted.overdue,
            with_pictures=wanted.with_pictures,
            received_since=wanted.received_since,
            text=wanted.text,
        )


class QueueQuery(WantedIO):
    """A filter of the queue and a part of what it finds, as query parameters; unknown ones are ignored."""

    model_config = ConfigDict(extra="ignore")

    offset: Annotated[int, Field(ge=0, le=1_000_000, description="Bỏ qua bao nhiêu. / How many to skip.")] = 0
    limit: Annotated[int, Field(ge=1, le=200, description="Nhiều nhất bao nhiêu. / How many at most.")] = 50


class SearchIn(BaseModel):
    """Tìm hồ sơ theo chữ; mọi chữ đều phải có. / Find cases by words; all of them must be there."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"words": "nạp thẻ 0912 345 678", "closed": True}]}
    )

    words: Annotated[
        Text,
        Field(
            min_length=1,
            max_length=200,
            description="Có dấu hay không dấu đều được; số điện thoại viết kiểu nào cũng được. "
            "/ With or without marks; telephone numbers in any form.",
        ),
    ]
    closed: Annotated[bool, Field(description="Tìm cả hồ sơ đã đóng. / In closed cases, too.")] = False
    offset: Annotated[int, Field(ge=0, le=1_000_000, description="Bỏ qua bao nhiêu. / How many to skip.")] = 0
    limit: Annotated[int, Field(ge=1, le=200, description="Nhiều nhất bao nhiêu. / How many at most.")] = 50

    def sought(self) -> Sought:
        """Make the service's value of it."""
        return Sought(self.words, self.closed)


class ViewIn(BaseModel):
    """Một bộ lọc và tên của nó. / A filter and its name."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"name": "Chưa ai nhận, quá hạn", "query": {"holding": "free", "overdue": True}}]
        },
    )

    name: Annotated[
        Text, Field(min_length=1, max_length=LONGEST_NAME, pattern=r"\S", description="Tên bộ lọc. / Its name.")
    ]
    query: WantedIO


class ViewOut(BaseModel):
    """Một bộ lọc đã lưu. / A saved view."""

    id: str
    name: str
    query: WantedIO
    created_at: datetime

    @classmethod
    def of(cls, view: View) -> Self:
        """Write it."""
        return cls(id=view.id, name=view.name, query=WantedIO.of(view.wanted), created_at=view.created_at)


class ViewsOut(BaseModel):
    """Các bộ lọc đã lưu, theo tên. / The saved views, by name."""

    views: list[ViewOut]
