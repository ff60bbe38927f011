import pytest
from sqlalchemy import func, select

from service.models import Report
from tests.service.desk import GROOMING, HARMLESS, Desk, report


def test_one_submission_is_scored_with_quotes_and_nothing_is_kept(small_desk: Desk) -> None:
    scored = small_desk.client.post("/v1/score", json=report(HARMLESS, GROOMING), headers=small_desk.key)
    answer = scored.json()
    assert scored.status_code == 200
    assert answer["tier"] == "P1"
    assert set(answer["categories"]) == {"grooming", "bullying", "explicit", "self_harm"}
    for finding in answer["findings"]:
        assert (HARMLESS, GROOMING)[finding["message"]][finding["start"] : finding["end"]] == finding["quote"]
    assert answer["reasons"][0]["vi"]
    with small_desk.context.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Report)) == 0


def test_a_hundred_are_scored_in_their_order_and_a_hundred_and_one_refused(small_desk: Desk) -> None:
    def score(number: int) -> tuple[int, dict]:  # type: ignore[type-arg]
        submissions = [report(GROOMING if i == 7 else HARMLESS) for i in range(number)]
        sent = small_desk.client.post("/v1/score", json={"submissions": submissions}, headers=small_desk.key)
        return sent.status_code, sent.json()

    status, answer = score(100)
    assert status == 200
    assert [i for i, a in enumerate(answer["assessments"]) if a["tier"] != "P3"] == [7]
    status, answer = score(101)
    assert (status, answer["errors"][0]["field"]) == (422, "submissions")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"submissions": []}, "submissions"),
        ({"submissions": [{}]}, "submissions[0].messages"),
        ({"submissions": [report("\x00")]}, "submissions[0].messages[0].text"),
        ({"submissions": [report()], "messages": []}, "messages"),
        (report(note="x"), "note"),
        ([], "body"),
    ],
)
def test_what_cannot_be_scored_is_refused_with_the_field_named(sad_desk: Desk, body: object, field: str) -> None:
    sent = sad_desk.client.post("/v1/score", json=body, headers=sad_desk.key)
    assert sent.status_code == 422
    assert field in [wrong["field"] for wrong in sent.json()["errors"]]
