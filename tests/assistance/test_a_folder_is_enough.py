"""A kind is added by adding its folder and taken away with it: nothing else knows its name."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import turbota
from turbota.assistance import catalogue

OTHER_MEANINGS = {  # codes of kinds that are ordinary words of the answers, too
    "alimony": "a class of income",
    "housing_subsidy": "a class of income",
    "guardianship": "a document",
    "large_family": "a question about the property of the family",
}
PURE = ("__init__.py", "kernel", "law", "assistance")
ASK = """
import json
from datetime import date
from turbota.assistance import catalogue, command, forms, union
from turbota.assistance.examples import examples
from turbota.law import values
said = {}
for kind in catalogue.kinds():
    first = next(iter(examples(kind)), None)
    on, answers = (first.on, first.answers) if first else (date(2026, 3, 10), {})
    form = kind.form_on(on)
    said[kind.code] = {
        "tier": kind.tier,
        "outcome": command.calculate(kind.code, on, union.of_kind(kind, answers, on))["outcome"],
        "pages": len(forms.pages(form)),
        "schema": command.schema(kind.code, on)["title"],
        "documents": len(kind.documents(answers, on)),
        "own values": sum(one.key.startswith(kind.code + ".") for one in values.listing()),
    }
print(json.dumps(said))
"""


def told(package: Path) -> dict[str, dict[str, object]]:
    """What a fresh program with this package says of every kind."""
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, dict[str, object]] = json.loads(done.stdout)
    return answer


def test_a_folder_with_a_new_name_is_a_new_kind_and_without_it_there_is_none(tmp_path: Path) -> None:
    package, source = tmp_path / "turbota", Path(turbota.__file__).parent
    package.mkdir()
    for name in PURE:
        copy = shutil.copytree if (source / name).is_dir() else shutil.copy
        copy(source / name, package / name)
    known = told(package)
    assert set(known) == {kind.code for kind in catalogue.kinds()}

    kinds = package / "assistance" / "kinds"
    for kind in catalogue.kinds():
        folder = kinds / f"twin_of_{kind.code}"
        shutil.copytree(kind.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
        for path in (path for path in folder.rglob("*") if path.is_file()):
            path.write_text(
                path.read_text(encoding="utf-8").replace(kind.code, folder.name), encoding="utf-8"
            )
    both = told(package)
    assert {code: both[code] for code in known} == known
    for code, said in known.items():
        twin = both.pop(f"twin_of_{code}")
        assert {**twin, "schema": said["schema"]} == said
        assert int(str(said["own values"])) > 0 or said["tier"] != "computed"

    for code in known:
        shutil.rmtree(kinds / f"twin_of_{code}")
    assert told(package) == known
    for code in sorted(known)[1:]:
        shutil.rmtree(kinds / code)
    assert set(told(package)) == {sorted(known)[0]}


def test_no_file_outside_a_folder_names_its_kind() -> None:
    source = Path(turbota.__file__).parent
    for kind in catalogue.kinds():
        names = [f"kinds.{kind.code}", f'"{kind.code}.']
        if kind.code not in OTHER_MEANINGS:
            names += [f'"{kind.code}"', f"'{kind.code}'"]
        for path in source.rglob("*"):
            if path.suffix not in (".py", ".html", ".typ", ".yaml", ".js") or kind.folder in path.parents:
                continue
            if path.parent.name == "migrations":  # what was done to rows of a day stays as it was done
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
            text = "\n".join(line for line in lines if "examples=" not in line)  # examples of a contract
            assert not any(name in text for name in names), f"{path.relative_to(source)} names {kind.code}"
