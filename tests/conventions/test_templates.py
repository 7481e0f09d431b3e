"""What every template has to keep to."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "src" / "turbota" / "web"
TITLE = re.compile(r"{% block title(?:_prefix)? %}(.*?){% endblock %}", re.DOTALL)


def test_a_title_is_words_alone() -> None:
    """The title of a page stands in the tab and in the history of the browser: no marks, nothing of a table."""
    titles = [
        (path, found) for path in ROOT.rglob("*.html") for found in TITLE.findall(path.read_text("utf-8"))
    ]
    assert len(titles) > 100
    assert [f"{path.name}: {found[:60]}" for path, found in titles if re.search(r"<\w", found)] == []
