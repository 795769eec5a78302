"""What the documentation says is true: its examples run, its files and commands exist, and nothing is left out."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import click
import pytest

import followersim as fs
from followersim.cli import COMMANDS, main
from followersim.scenario import catalogue
from followersim.scenario.loading import is_policy_file, load_policy
from followersim.scenario.scenario_file import ScenarioFile
from followersim.scenario.schema import PolicyFile, Profile, ReplyRule, Team
from followersim.scenario.vocabulary import CHARTS, EVENT_NAMES, ReplyType

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME: Final = Path(__file__).parents[1]
README: Final = HOME / "README.md"
COMMANDS_DOC: Final = HOME / "docs" / "commands.md"
WRITING: Final = HOME / "docs" / "writing_scenarios.md"
PAGES: Final = [README, HOME / "CHANGELOG.md", *sorted((HOME / "docs").glob("*.md"))]
BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE_NAME: Final = re.compile(r"# (\w+\.(?:yaml|py))\n")
LARGEST_PICTURE: Final = 200_000


def blocks(page: Path, *languages: str) -> list[str]:
    """Return the examples of a page in some languages, in order."""
    return [text for language, text in BLOCK.findall(page.read_text(encoding="utf-8")) if language in languages]


def click_commands() -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its name."""
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        yield name, command


def options_of(command: click.Command) -> list[click.Option]:
    """Return the options of a command."""
    return [param for param in command.params if isinstance(param, click.Option)]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder like a fresh checkout."""
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    for path in (HOME / "scenarios").glob("*.yaml"):
        (scenarios / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def small(text: str) -> str:
    """Return an example with few worlds and days."""
    text = re.sub(r"^worlds: \d+", "worlds: 2", text, flags=re.MULTILINE)
    text = re.sub(r"worlds=\d+", "worlds=2", text)
    return text.replace("followers=2000", "followers=200")


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.stem)
def test_python_examples_run(page: Path, workplace: Path) -> None:
    names: dict[str, Any] = {"__name__": page.stem}
    for number, text in enumerate(blocks(page, "python")):
        exec(compile(small(text), f"{page.name}, example {number}", "exec"), names)  # noqa: S102 - our own words
    if page == README:
        assert (workplace / "results" / "slow" / "summary.csv").exists()


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "yaml")], ids=lambda page: page.stem)
def test_yaml_examples_are_right(page: Path, workplace: Path) -> None:
    for number, text in enumerate(blocks(page, "yaml", "python")):
        found = FILE_NAME.match(text)
        path = workplace / (found.group(1) if found else f"example_{number}.yaml")
        path.write_text(small(text), encoding="utf-8")
        if path.suffix == ".yaml" and is_policy_file(path):
            assert load_policy(path).posting.posts_per_day > 0
        elif path.suffix == ".yaml" and text not in blocks(page, "python"):
            assert fs.load_scenario(path, trust_code=True).cases()


def test_the_policy_in_python_does_what_its_page_says(workplace: Path) -> None:
    for text in blocks(HOME / "docs" / "extending.md", "yaml", "python"):
        if found := FILE_NAME.match(text):
            (workplace / found.group(1)).write_text(text, encoding="utf-8")
    scenario = fs.load_scenario(workplace / "sale.yaml", trust_code=True).with_changes(worlds=4)
    daily = fs.run(scenario).daily
    followers = daily[daily["policy"] == "SaleForAMonth"].groupby("day")["n_followers"].mean()
    assert followers[29] > scenario.followers + 100
    assert followers[89] < followers[29]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_in_examples_exist(page: Path) -> None:
    lines = [line for text in blocks(page, "console", "bash", "sh") for line in text.splitlines()]
    spoken = re.findall(r"`(followersim [^`]+)`", page.read_text(encoding="utf-8"))
    known = dict(click_commands())
    for line in [line for line in lines if line.startswith("followersim ")] + spoken:
        words = shlex.split(line.replace("\\|", "|").partition(" > ")[0])[1:]
        words = [word for word in words if word not in {"FILE...", "..."}]
        if words[0] == "COMMAND" or words[0].startswith("--"):
            assert words[-1] in {"--help", "--version"}
            continue
        options = {name for option in options_of(known[words[0]]) for name in option.opts}
        assert {word for word in words if word.startswith("--")} <= options | {"--help"}, line


def test_the_table_of_the_readme_is_complete() -> None:
    table = re.findall(r"^\| `followersim (\w+)[^|]*\|[^|]*\|(.*)\|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    said = {name: set(re.findall(r"`(--[\w-]+)", options)) for name, options in table}
    real = {name: {option.opts[0] for option in options_of(command)} for name, command in click_commands()}
    assert said == {name: options - {"--lang"} for name, options in real.items()}
    assert all("--lang" in options for options in real.values())


@pytest.mark.parametrize(("name", "command"), list(click_commands()), ids=list(COMMANDS))
def test_every_command_and_option_is_explained(name: str, command: click.Command) -> None:
    section = COMMANDS_DOC.read_text(encoding="utf-8").split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert f"followersim {name}" in section
    assert command.help
    for option in options_of(command):
        assert option.help
        assert f"| `{option.opts[0]}" in section
    documented = re.findall(r"^\| `(--[\w-]+)", section.split("\n### ")[0], re.MULTILINE)
    assert sorted(documented) == sorted(option.opts[0] for option in options_of(command))


def test_every_key_is_explained() -> None:
    text = WRITING.read_text(encoding="utf-8")
    models = (ScenarioFile, PolicyFile, Profile, ReplyRule, Team)
    keys = {key for model in models for key in model.model_fields}
    assert {key for key in keys if f"`{key}" not in text and f".{key}`" not in text} == set()
    missing = [word for word in (*get_args(ReplyType), *catalogue.profile_names()) if f"{word}`" not in text]
    assert missing == []


def test_the_readme_names_every_chart() -> None:
    assert all(f"`{chart}.png`" in README.read_text(encoding="utf-8") for chart in CHARTS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        path = page.parent / file if file else page
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path), target


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, numbered when a heading comes more than once."""
    found: set[str] = set()
    times: Counter[str] = Counter()
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(f"{name}-{times[name]}" if times[name] else name)
        times[name] += 1
    return found


def test_pictures_are_pictures_of_a_decent_size() -> None:
    pictures = sorted((HOME / "docs" / "images").iterdir())
    assert pictures
    for path in pictures:
        assert path.suffix == ".png"
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size < LARGEST_PICTURE


def test_versions_agree() -> None:
    assert f"version: {fs.__version__}\n" in (HOME / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## [{fs.__version__}]" in (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'version = "{fs.__version__}"' in (HOME / "pyproject.toml").read_text(encoding="utf-8")


def test_the_changelog_and_the_readme_count_what_there_is() -> None:
    text = (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"{len(catalogue.policy_names())} policies" in text
    assert f"{len(EVENT_NAMES)} kinds of events" in text
    scenarios = len(list((HOME / "scenarios").glob("*.yaml")))
    assert f"{scenarios} scenarios" in text
    assert f"{scenarios} scenarios" in README.read_text(encoding="utf-8")
