"""``POST /v1/score``: ask the model and keep nothing."""

from typing import Annotated

from fastapi import APIRouter, Depends

from service.errors import ForbiddenError, ModelMissingError, SignInError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.scoring.schemas import AssessmentOut, BatchIn, BatchOut, ScoreIn
from service.security import Parts, SystemGuard
from service.words import Verb

router = APIRouter(prefix="/v1", tags=["Chấm điểm / Scoring"])


@router.post(
    "/score",
    summary="Chấm một hoặc nhiều nội dung, không lưu / Score one or several submissions, storing nothing",
    responses=documented(*BODY_ERRORS, SignInError, ForbiddenError, ModelMissingError),
)
def score(
    body: ScoreIn, context: Parts, _who: Annotated[Principal, Depends(SystemGuard(Verb.SCORE))]
) -> AssessmentOut | BatchOut:
    """Trả về nhận định kèm trích dẫn. Không lưu gì. / Answers with the assessment and its quotes; nothing is stored."""
    settings = context.settings
    if isinstance(body, BatchIn):
        submissions = [one.submission() for one in body.submissions]
        assessments = context.scorer.assess(submissions, timeout_s=settings.batch_timeout_s)
        return BatchOut(assessments=[AssessmentOut.of(s, a) for s, a in zip(submissions, assessments, strict=True)])
    submission = body.submission()
    [assessment] = context.scorer.assess([submission], timeout_s=settings.batch_timeout_s)
    return AssessmentOut.of(submission, assessment)
