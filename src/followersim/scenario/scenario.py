"""A scenario: the question, the company, the policies to compare, and everything that is needed to run them."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from followersim.scenario.build import Builder, Case, Extent
from followersim.scenario.changes import Change, Changes, head_is_known, known_keys
from followersim.scenario.checking import closest
from followersim.scenario.errors import Message, Problem, ScenarioError, shown
from followersim.scenario.fields import check_name
from followersim.scenario.resolve import Entry
from followersim.scenario.resolved import resolved
from followersim.scenario.scenario_file import AUTO, MOST_AUTO_WORLDS
from followersim.scenario.yaml_reader import MOST_DEPTH, Document, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from followersim.scenario.fields import Text
    from followersim.scenario.rivals import Rival
    from followersim.scenario.scenario_file import Event
    from followersim.scenario.schema import Policy, Profile
    from followersim.scenario.vocabulary import Language

__all__ = ["Case", "Scenario", "load_scenario"]


class Scenario:
    """A checked scenario. It never changes; `with_changes` returns another one.

    Build it from keywords that mean the same as in a file, `Scenario(policies=["harsh_reply"], worlds=20)`, from a
    mapping with `Scenario.from_mapping`, or from a file with `load_scenario`. Raises `ScenarioError` for wrong input.
    """

    def __init__(self, *, trust_code: bool = False, **content: Any) -> None:
        self._set_up(Document(_plain(content)), None, Changes(), trust_code=trust_code)

    def _set_up(
        self,
        document: Document,
        entries: list[Entry] | None,
        changes: Changes,
        *,
        trust_code: bool,
        like: Builder | None = None,
    ) -> None:
        self._document = document
        self._own_entries = entries
        self._changes = changes
        self._trust_code = trust_code
        self._builder = Builder(document, entries, changes, trust_code=trust_code, like=like)
        self._frame = self._builder.frame(changes)

    @classmethod
    def _made(
        cls,
        document: Document,
        entries: list[Entry] | None,
        changes: Changes,
        *,
        trust_code: bool,
        like: Builder | None = None,
    ) -> Scenario:
        scenario = cls.__new__(cls)
        try:
            scenario._set_up(document, entries, changes, trust_code=trust_code, like=like)  # noqa: SLF001 - its own class
        except ScenarioError as error:
            language = document.data.get("language") if isinstance(document.data, dict) else None
            raise ScenarioError(error.problems, language if language in ("en", "de") else None) from None
        return scenario

    @classmethod
    def from_mapping(cls, content: Mapping[str, Any], *, file: str | None = None, trust_code: bool = False) -> Scenario:
        """Return the scenario that a mapping says, with the same keys as a file.

        `file` is the name of the file that it stood in, if it did: results are called after it.
        """
        data = _plain(content)
        if not isinstance(data, dict):
            raise ScenarioError([Problem(Message("not_a_mapping", {"found": shown(data)}))])
        return cls._made(Document(data, file), None, Changes(), trust_code=trust_code)

    @property
    def name(self) -> Text:
        """Name of the scenario; the file's name if it gives none."""
        return self._builder.file.name

    @property
    def slug(self) -> str:
        """Short name that is safe as the name of a folder."""
        return _slug(Path(self._document.file).stem if self._document.file else self.name.en)

    @property
    def path(self) -> str | None:
        """The file it was read from, as it was given; None for scenarios made in Python."""
        return self._document.file

    @property
    def question(self) -> Text:
        """The question it asks: title of charts and report."""
        return self._builder.file.question

    @property
    def notes(self) -> Text:
        """The author's notes."""
        return self._builder.file.notes

    @property
    def look_at(self) -> Text:
        """What to look at in the result."""
        return self._builder.file.look_at

    @property
    def ask(self) -> tuple[Text, ...]:
        """Questions for the audience, at most five."""
        return self._builder.file.ask

    @property
    def language(self) -> Language:
        """Language of the results; English if nothing else is said."""
        return self._builder.file.language or "en"

    @property
    def asked_language(self) -> Language | None:
        """The language the file asks for, if any."""
        return self._builder.file.language

    @property
    def worlds(self) -> int:
        """Number of worlds in which every case is run; the most there may be if the scenario says `auto`."""
        worlds = self._builder.file.worlds
        return MOST_AUTO_WORLDS if worlds == AUTO else worlds

    @property
    def auto_worlds(self) -> bool:
        """Whether the number of worlds depends on what comes out (`worlds: auto`)."""
        return self._builder.file.worlds == AUTO

    @property
    def seed(self) -> int:
        """Start of the random numbers."""
        return self._builder.file.seed

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies without the sweep's changes; the first is the baseline."""
        sources = self._builder.sources
        return tuple(self._builder.policy(source, self.profile, self._changes.policies) for source in sources)

    @property
    def profile(self) -> Profile:
        """The company, without the sweep's changes; so are the following."""
        return self._frame.profile

    @property
    def people(self) -> int:
        """Persons in the audience."""
        return self._frame.people

    @property
    def followers(self) -> int:
        """Followers at the start."""
        return self._frame.followers

    @property
    def days(self) -> int:
        """Length in days."""
        return self._frame.days

    @property
    def start(self) -> date:
        """Date of day 0."""
        return self._frame.start

    @property
    def events(self) -> tuple[Event, ...]:
        """What happens."""
        return self._frame.events

    @property
    def rivals(self) -> tuple[Rival, ...]:
        """Other companies with accounts of their own."""
        return self._frame.rivals

    @property
    def parameters(self) -> dict[str, float]:
        """Model parameters that differ from the usual."""
        return dict(self._frame.parameters)

    @property
    def sweep(self) -> dict[str, list[Any]]:
        """The sweep's dotted keys and their values; if it is no grid, the distinct ones in the order of the points."""
        return {key: list(values) for key, values in self._builder.sweep.values.items()}

    @property
    def is_grid(self) -> bool:
        """Whether the points are all combinations of the sweep's values; also true without a sweep."""
        return self._builder.sweep.is_grid

    @property
    def points(self) -> list[dict[str, Any]]:
        """The points of the sweep, the last key of a grid running fastest; `[{}]` without a sweep."""
        return [dict(point) for point in self._builder.sweep.points]

    @property
    def point_count(self) -> int:
        """Number of points of the sweep; 1 without one."""
        return len(self._builder.sweep.points)

    @property
    def hints(self) -> tuple[Problem, ...]:
        """What is possible, but hardly meant, each with its place; nothing has to be done about it."""
        return self._builder.sweep.hints

    @property
    def extent(self) -> Extent:
        """How large the cases are."""
        return self._builder.extent

    def cases_at(self, number: int) -> list[Case]:
        """Return the cases of one point (numbered from 0), one per policy. They are made when they are asked for."""
        return self._builder.cases_at(number)

    def cases(self) -> list[Case]:
        """Return one case per point and policy, points outside, policies inside.

        For a sweep of many thousand points, `cases_at` takes less memory.
        """
        return list(self._cases)

    @cached_property
    def _cases(self) -> list[Case]:
        return [case for number in range(self.point_count) for case in self.cases_at(number)]

    def with_changes(
        self,
        *,
        worlds: int | Literal["auto"] | None = None,
        seed: int | None = None,
        language: Language | None = None,
        policies: Iterable[str] | None = None,
        set: Mapping[str, Any] | None = None,  # noqa: A002 - the word users know from the command line
        origin: str | None = "--set",
    ) -> Scenario:
        """Return this scenario with some things different.

        `policies` picks from the scenario's own policies by name, or names built-in ones or files; `set` maps dotted
        keys to values as a sweep does (`{"team.members": 2}` holds for all policies). `origin` is what error messages
        call the place of the changes.
        """
        wanted = {"worlds": worlds, "seed": seed, "language": language}
        values = {**(set or {}), **{key: value for key, value in wanted.items() if value is not None}}
        if not values and policies is None:
            return self
        document = Document(values, origin)
        _refuse_unknown(values, document)
        more = [Change(key, _plain(value), document, (key,)) for key, value in values.items()]
        entries = self._own_entries if policies is None else self._picked(list(policies))
        changes = self._changes.with_more(more)
        return self._made(self._document, entries, changes, trust_code=self._trust_code, like=self._builder)

    def _picked(self, names: list[str]) -> list[Entry]:
        own = {source.name: source.entry for source in self._builder.sources}
        asked = Document({"policies": names}, "--policy")
        return [own.get(name, Entry(name, asked, ())) for name in names]

    def resolved(self) -> dict[str, Any]:
        """Return everything that the results depend on, as plain data; a scenario file could say it in these words."""
        return resolved(self._builder)

    @property
    def hash(self) -> str:
        """SHA-256 of everything that the results depend on, 64 hexadecimal digits.

        What is only said to the audience (`look_at`, `ask`) may be rewritten without running everything again.
        """
        content = {key: value for key, value in self.resolved().items() if key not in {"look_at", "ask"}}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def __repr__(self) -> str:
        names = ", ".join(policy.name for policy in self.policies)
        worlds = f"up to {self.worlds}" if self.auto_worlds else self.worlds
        return f"<Scenario {self.slug}: {names}; {self.point_count} point(s), {worlds} worlds, {self.days} days>"


def load_scenario(path: str | Path, *, trust_code: bool = False) -> Scenario:
    """Read and check a scenario file; raise `ScenarioError` with every problem found.

    `trust_code` allows policies written in Python (`module:Class`): running them means running that code.
    """
    document = read_document(Path(path))
    _name_after_file(document.data, Path(path))
    return Scenario._made(document, None, Changes(), trust_code=trust_code)  # noqa: SLF001 - same module


def _name_after_file(data: dict[str, Any], path: Path) -> None:
    """Call a nameless scenario after its file, unless the file's name is none that one could show."""
    name = path.stem.replace("_", " ")
    try:
        data.setdefault("name", check_name(name))
    except PydanticCustomError:
        return


def _refuse_unknown(changes: Mapping[str, Any], document: Document) -> None:
    problems = []
    for key in changes:
        if not head_is_known(key, sweep=False):
            advice = closest(key, known_keys(sweep=False)) or Message("set_keys")
            problems.append(document.problem((key,), Message("unknown_change"), advice))
    if problems:
        raise ScenarioError(problems)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFC", name)
    slug = re.sub(r"[^\w.-]+", "_", plain).strip("._-")[:80]
    if re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", slug):
        slug += "_"
    return slug or "scenario"


def _plain(value: Any, depth: int = 0) -> Any:
    """Return a copy in plain lists, mappings and scalars, as a file would give them."""
    if depth > MOST_DEPTH:
        raise ScenarioError([Problem(Message("too_deep"))])
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(exclude_unset=True, exclude_none=True), depth + 1)
    if isinstance(value, dict):
        return {str(key): _plain(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, depth + 1) for inner in value]
    if isinstance(value, Path):
        return str(value)
    return value.item() if hasattr(value, "item") else value
