"""docs/permissions.md says what the table says."""

from pathlib import Path

from service.permissions import PERMISSIONS
from service.words import Role

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
ROLES = (Role.COUNSELLOR, Role.LEAD, Role.DATA, Role.ADMIN, Role.SYSTEM, Role.ANYONE, Role.SERVICE, Role.OPERATOR)


def table() -> str:
    lines = ["| verb | " + " | ".join(role.value for role in ROLES) + " |", "|---" * (len(ROLES) + 1) + "|"]
    for verb, roles in PERMISSIONS.items():
        cells = " | ".join(roles[role].value if role in roles else "–" for role in ROLES)
        lines.append(f"| `{verb.value}` ({verb.en}) | {cells} |")
    return "\n".join(lines)


def test_the_page_has_the_table_as_it_is() -> None:
    assert set(ROLES) == set(Role)
    assert table() in PAGE.read_text("utf-8"), "put this into docs/permissions.md:\n\n" + table()
