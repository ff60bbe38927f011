import os
from pathlib import Path

from service import secret


def test_what_a_killed_process_left_of_a_key_is_taken_away_and_what_is_being_made_is_not(tmp_path: Path) -> None:
    key = tmp_path / "keys" / "service.key"
    made = secret.kept(key)
    left, fresh = (key.with_name(f".service.key.{number}.abcd") for number in (1, 2))
    os.link(key, left)  # killed between the name and the taking away of the draft
    os.utime(left, (1, 1))
    os.utime(key, None)
    fresh.write_bytes(b"half")
    os.utime(left, (1, 1))
    assert secret.kept(key) == made
    assert sorted(path.name for path in key.parent.iterdir()) == [".service.key.2.abcd", "service.key"]
