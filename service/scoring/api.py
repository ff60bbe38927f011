"""``POST /v1/score``: ask the model and keep nothing."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from service.attachments.glance import glance
from service.attachments.incoming import Incoming
from service.attachments.schemas import with_files
from service.attachments.transcript import transcript, whole
from service.context import Context
from service.errors import FieldError, ForbiddenError, InvalidError, SignInError
from service.outages import ModelMissingError, NoSpaceError, ReadingMissingError
from service.principal import Principal
from service.problems import BODY_ERRORS, documented
from service.scoring.schemas import AssessmentOut, BatchIn, BatchOut, PicturedOut, ScoreIn, SubmissionIn
from service.security import Parts, SystemGuard
from service.words import Reporter, Verb

router = APIRouter(prefix="/v1", tags=["Chấm điểm / Scoring"])


@router.post(
    "/score",
    summary="Chấm một hoặc nhiều nội dung, không lưu / Score one or several submissions, storing nothing",
    responses=documented(
        *BODY_ERRORS, NoSpaceError, SignInError, ForbiddenError, ModelMissingError, ReadingMissingError
    ),
    openapi_extra={"requestBody": {"content": {"multipart/form-data": with_files("submission", "SubmissionIn")}}},
)
def score(
    body: ScoreIn, request: Request, context: Parts, _who: Annotated[Principal, Depends(SystemGuard(Verb.SCORE))]
) -> PicturedOut | AssessmentOut | BatchOut:
    """Trả về nhận định kèm trích dẫn. Không lưu gì. / Answers with the assessment and its quotes; nothing is stored."""
    incoming: Incoming | None = request.scope["state"].get("incoming")  # taken away again when the answer is made
    if isinstance(body, BatchIn):
        if incoming is not None:
            wrong = FieldError("submission", "chỉ một nội dung khi có tệp", "only one submission comes with files")
            raise InvalidError(errors=[wrong])
        return _score_batch(context, body)
    if incoming is not None and incoming.received:
        return _score_pictured(context, body, incoming)
    body.check_said()
    submission = body.submission()
    [assessment] = context.scorer.assess([submission], timeout_s=context.settings.batch_timeout_s)
    return AssessmentOut.of(submission, assessment)


def _score_batch(context: Context, body: BatchIn) -> BatchOut:
    for number, one in enumerate(body.submissions):
        one.check_said(f"submissions[{number}].messages")
    submissions = [one.submission() for one in body.submissions]
    assessments = context.scorer.assess(submissions, timeout_s=context.settings.batch_timeout_s)
    return BatchOut(assessments=[AssessmentOut.of(s, a) for s, a in zip(submissions, assessments, strict=True)])


def _score_pictured(context: Context, body: SubmissionIn, incoming: Incoming) -> PicturedOut:
    pictures = glance(context.reader, incoming, timeout_s=context.settings.score_reading_timeout_s)
    # Whose telephone it is, nobody says here: what stands on the right is nobody's.
    read = transcript(pictures, Reporter.OTHER)
    submission = whole(body.submission(), pictures, read, reading=True)
    [assessment] = context.scorer.assess([submission], timeout_s=context.settings.batch_timeout_s)
    return PicturedOut.of_pictured(submission, assessment, pictures, [one.name for one in incoming.received])
