"""Care for the counsellors as JSON."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from classifier.taxonomy import Category
from service.care.exposure import Advice
from service.care.service import Care


class AdviceOut(BaseModel):
    """Một lời nhắc nhẹ. / A kind word."""

    vi: str
    en: str

    @classmethod
    def of(cls, advice: Advice) -> Self:
        """Write it."""
        return cls(vi=advice.vi, en=advice.en)


class CareOut(BaseModel):
    """Việc của chính mình; không ai khác xem được. / One's own work; nobody else sees it."""

    heavy_today: Annotated[
        int,
        Field(
            description="Hồ sơ nặng đã mở hôm nay: P0, P1, tình dục, tự hại, hoặc có mở ảnh."
            " / Heavy cases opened today: P0, P1, sexual, self-harm, or with a picture opened."
        ),
    ]
    heavy_lately: Annotated[int, Field(description="Trong hai giờ qua. / In the last two hours.")]
    advice: Annotated[AdviceOut | None, Field(description="Gợi ý nghỉ, nếu nên nghỉ. / A break, if it is time.")]
    opt_outs: Annotated[list[Category], Field(description="Không muốn được giao. / Not to be given.")]

    @classmethod
    def of(cls, care: Care) -> Self:
        """Write it."""
        return cls(
            heavy_today=care.exposure.today,
            heavy_lately=care.exposure.lately,
            advice=AdviceOut.of(care.advice) if care.advice is not None else None,
            opt_outs=list(care.opt_outs),
        )


class CareIn(BaseModel):
    """Loại sự việc không muốn nhận. / What one does not want to be given."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"opt_outs": ["self_harm"]}]})

    opt_outs: Annotated[
        list[Category],
        Field(
            max_length=len(Category) - 1,
            description="Phải chừa lại ít nhất một loại; hồ sơ P0 vẫn đến bạn nếu không còn ai khác."
            " / All but one at most; P0 still reaches you if nobody else is there.",
        ),
    ]
