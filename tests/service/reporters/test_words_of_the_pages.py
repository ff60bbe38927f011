"""Every sentence of the reporters' pages can be said in English, and no English is left without its sentence."""

from pathlib import Path

from babel.messages.pofile import read_po
from jinja2 import nodes

from service.console import language
from service.console.rendering import PAGES

ROOM = Path(__file__).parents[3] / "service" / "reporters"


def said() -> set[str]:
    found: set[str] = set()
    for template in sorted((ROOM / "templates").rglob("*.html")):
        tree = PAGES.parse(template.read_text("utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "_":
                [sentence] = call.args
                assert isinstance(sentence, nodes.Const)
                found.add(sentence.value)
    return found


def test_every_sentence_is_in_the_catalogue_and_the_other_way_round() -> None:
    with (ROOM / "translations" / "en.po").open("rb") as file:
        catalogue = {str(message.id): str(message.string) for message in read_po(file, locale="en") if message.id}
    assert set(catalogue) == said()
    assert len(catalogue) > 70
    assert all(catalogue.values())


def test_two_catalogues_never_say_one_sentence_differently() -> None:
    seen: dict[str, str] = {}
    for path in language.CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                if message.id:
                    assert seen.setdefault(str(message.id), str(message.string)) == str(message.string)
