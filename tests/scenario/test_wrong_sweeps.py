"""Wrong sweeps are met with a message that names file, line and key (or column), and says what to do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from followersim.scenario import Scenario, ScenarioError, load_scenario
from followersim.scenario.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from followersim.scenario.errors import Problem

POINTS = "sweep:\n  points:\n    - {}\n    - {}\n"
SAMPLE = "sweep:\n  sample: {}\n  size: {}\n  ranges: {}\n"
LHS = "latin_hypercube"
TWO = "{team.members: 2}"
WORD = "{team.membres: 2}"
THREE = "{team.members: 3}"
LATE = POINTS.format("{period.days: 30}", "{period.days: 10}") + "events: [{type: product_fault, day: 20}]\n"
DECIMALS = SAMPLE.format(LHS, 9, "{team.members: [1.0, 5]}")
BOTH = SAMPLE.format(LHS, 4, "{team.members: [1, 5]}") + "  points: []"
MORE = SAMPLE.format(LHS, 4, "{team.members: [1, 5]}") + "  triage: [a]"

# text of the file, line, key, message, suggestion (None: none needed)
WRONG = [
    ("sweep: 3", 1, "sweep", "expected_mapping", None),
    (f"sweep: [{TWO}]", 1, "sweep", "expected_mapping", "sweep_points_key"),
    ("sweep: {points: []}", 1, "sweep.points", "list_too_short", None),
    (f"sweep: {{points: {TWO}}}", 1, "sweep.points", "expected_list", None),
    ("sweep: {points: [2]}", 1, "sweep.points.0", "expected_mapping", "point_value"),
    (POINTS.format(TWO, "{}"), 4, "sweep.points.1", "wrong_point_empty", "point_value"),
    (POINTS.format(TWO, "{team.members: [2]}"), 4, "sweep.points.1.team.members", "wrong_sweep_value", None),
    (POINTS.format(TWO, "{team.members: }"), 4, "sweep.points.1.team.members", "wrong_sweep_value", None),
    (POINTS.format(TWO, "{team.members: 51}"), 4, "sweep.points.1.team.members", "wrong_range", None),
    (POINTS.format(TWO, "{team.members: 3x}"), 4, "sweep.points.1.team.members", "wrong_whole_number", None),
    (POINTS.format(TWO, "{team.member: 3}"), 4, "sweep.points.1.team.member", "point_more", "did_you_mean"),
    (POINTS.format(TWO, "{team.members: 3, triage: x}"), 4, "sweep.points.1.triage", "point_more", "point_keys"),
    (POINTS.format("{team.members: 2, triage: x}", TWO), 4, "sweep.points.1", "point_lacks", "point_keys"),
    (POINTS.format(TWO, "{team.members: 2.0}"), 4, "sweep.points.1", "point_twice", "remove_point"),
    (POINTS.format(WORD, WORD.replace("2", "3")), 3, "sweep.points.0.team.membres", "unknown_key", "did_you_mean"),
    (POINTS.format("{members: 2}", "{members: 3}"), 3, "sweep.points.0.members", "unknown_sweep", "did_you_mean"),
    (POINTS.format("{seed: 2}", "{seed: 3}"), 3, "sweep.points.0.seed", "unknown_sweep", "sweep_keys"),
    (LATE, 4, "sweep.points.1.period.days", "event_too_late", None),
    (POINTS.format(TWO, THREE) + "  team.members: [2]\n", 5, "sweep.team.members", "unknown_key", "sweep_alone"),
    (POINTS.format(TWO, THREE) + "  csv: x.csv\n", 5, "sweep.csv", "unknown_key", "sweep_alone"),
    ("sweep:\n  team.members: [2]\n  csv: x.csv", 2, "sweep.team.members", "unknown_key", "sweep_alone"),
    ("sweep:\n  csv: x.yaml", 2, "sweep.csv", "wrong_csv_name", "csv_form"),
    ("sweep:\n  csv: 3", 2, "sweep.csv", "expected_text", "use_quotes"),
    ("sweep:\n  csv: nowhere.csv", 2, "sweep.csv", "no_csv_file", "csv_place"),
    ("sweep:\n  csv: a/b/c.tsv", 2, "sweep.csv", "no_csv_file", "csv_place"),
    (SAMPLE.format("lhs", 4, "{team.members: [1, 5]}"), 2, "sweep.sample", "wrong_choice", None),
    (SAMPLE.format("sobbol", 4, "{team.members: [1, 5]}"), 2, "sweep.sample", "wrong_choice", "did_you_mean"),
    (SAMPLE.format(LHS, 0, "{team.members: [1, 5]}"), 3, "sweep.size", "wrong_range", None),
    (SAMPLE.format(LHS, 200_000, "{team.members: [1, 5]}"), 3, "sweep.size", "wrong_range", None),
    (SAMPLE.format(LHS, "many", "{team.members: [1, 5]}"), 3, "sweep.size", "wrong_whole_number", None),
    (SAMPLE.format(LHS, 4, "{}"), 4, "sweep.ranges", "list_too_short", None),
    (SAMPLE.format(LHS, 4, "[1, 5]"), 4, "sweep.ranges", "expected_mapping", None),
    (SAMPLE.format(LHS, 4, "{team.members: 5}"), 4, "sweep.ranges.team.members", "wrong_span", "span_form"),
    (SAMPLE.format(LHS, 4, "{team.training: [0,5, 1]}"), 4, "sweep.ranges.team.training", "wrong_span", "span_form"),
    (SAMPLE.format(LHS, 4, "{team.training: [no, yes]}"), 4, "sweep.ranges.team.training", "wrong_span", "span_form"),
    (SAMPLE.format(LHS, 4, "{team.training: [a, b]}"), 4, "sweep.ranges.team.training", "wrong_span", "span_form"),
    (SAMPLE.format(LHS, 4, "{team.training: [0, 1e300]}"), 4, "sweep.ranges.team.training", "wrong_span", "span_form"),
    (SAMPLE.format(LHS, 4, "{team.members: [5, 1]}"), 4, "sweep.ranges.team.members", "wrong_span_order", None),
    (SAMPLE.format(LHS, 4, "{team.members: [5, 5]}"), 4, "sweep.ranges.team.members", "wrong_span_order", None),
    (DECIMALS, 4, "sweep.ranges.team.members", "wrong_whole_number", "write_whole_span"),
    (SAMPLE.format(LHS, 50, "{team.training: [0.0, 2]}"), 4, "sweep.ranges.team.training", "wrong_range", "fit_span"),
    (SAMPLE.format(LHS, 4, "{members: [1, 5]}"), 4, "sweep.ranges.members", "unknown_sweep", "did_you_mean"),
    (SAMPLE.format(LHS, 4, "{team.membres: [1, 5]}"), 4, "sweep.ranges.team.membres", "unknown_key", "did_you_mean"),
    (BOTH, 2, "sweep.sample", "unknown_key", "sweep_alone"),
    (MORE, 5, "sweep.triage", "unknown_key", "sweep_alone"),
    ("sweep:\n  size: 4\n  ranges: {team.members: [1, 5]}", 1, "sweep.sample", "missing", "add_key"),
    ("sweep:\n  sample: sobol\n  size: 4", 1, "sweep.ranges", "missing", "add_key"),
    ("sweep:\n  sample: sobol\n  size: 4\n  range: {}", 1, "sweep.ranges", "missing", "add_key"),
]  # fmt: skip

KEYS = "team.members,team.training\n"

# the table, line in it, column, message, suggestion
WRONG_TABLES = [
    ("", None, None, "csv_empty", "csv_form"),
    ("\n  \n", None, None, "csv_empty", "csv_form"),
    ("sep=;\n", None, None, "csv_empty", "csv_form"),
    (KEYS, None, None, "csv_empty", "csv_form"),
    (KEYS + ",\n", None, None, "csv_empty", "csv_form"),
    ("1,2\n3,4\n", 1, None, "csv_no_keys", "csv_form"),
    ("\nteam.members,0.5\n3,4\n", 2, None, "csv_no_keys", "csv_form"),
    ("team.members;0,5\n3;4\n", 1, None, "csv_no_keys", "csv_form"),
    (",team.members\n0,4\n", 1, None, "csv_nameless", "csv_name_or_remove"),
    ("team.members,triage,team.members\n0,4,2\n", 1, "team.members", "csv_key_twice", "remove_one"),
    (",".join(f"parameters.p{n}" for n in range(51)) + "\n1\n", 1, None, "csv_many_keys", None),
    (KEYS + "1,0.5\n2,0,7\n", 3, None, "csv_row", "csv_row_longer"),
    (KEYS + "1,0.5\n2\n", 3, None, "csv_row", "csv_row_shorter"),
    (KEYS + "1,0.5\n2,\n", 3, "team.training", "csv_no_value", "csv_row_shorter"),
    (KEYS + "1,null\n", 2, "team.training", "csv_no_value", "csv_row_shorter"),
    (KEYS.replace(",", ";") + "1;0.5\n2;0,7\n", 3, "team.training", "csv_comma", "csv_point"),
    (KEYS + '2,"1,000"\n', 2, "team.training", "csv_comma", "csv_point"),
    (KEYS + '2,",5"\n', 2, "team.training", "csv_comma", "csv_point"),
    ("team.members\n0,5\n", 2, None, "csv_row", "csv_row_longer"),
    (KEYS + '1,"0.5\n2,0.6\n', 2, None, "csv_broken", "csv_quotes"),
    (KEYS + '1,"0.5"x\n', 2, None, "csv_broken", "csv_quotes"),
    (KEYS + "1,0.5\n\n1,.50\n", 4, None, "point_twice", "remove_point"),
    (KEYS + '"1","0.5"\n"5\n1",0.5\n', 3, "team.members", "wrong_whole_number", None),
    (KEYS + "1,0.5\n51,0.5\n", 3, "team.members", "wrong_range", None),
    (KEYS + "1,50\n", 2, "team.training", "wrong_range", "as_share"),
    (KEYS + "1,50%\n", 2, "team.training", "wrong_number", "write_number"),
    (KEYS + "1.5,0.5\n", 2, "team.members", "wrong_whole_number", "thousands"),
    (KEYS + "nan,0.5\n", 2, "team.members", "wrong_whole_number", None),
    ("team.member\n1\n", 2, "team.member", "unknown_key", "did_you_mean"),
    ("Team Members\n1\n", 2, "Team Members", "unknown_sweep", None),
    ("members\n1\n", 2, "members", "unknown_sweep", "did_you_mean"),
    ("worlds\n1\n", 2, "worlds", "unknown_sweep", "sweep_keys"),
    ("events.0.severity\n1\n", 2, "events.0.severity", "no_such_place", None),
    ("audience.people\n100\n", 2, "audience.people", "wrong_followers", None),
    ("profile\nnobody\n", 2, "profile", "unknown_profile", None),
    ("parameters.contagio\n1\n", 2, "parameters.contagio", "unknown_parameter", "did_you_mean"),
    ("triage\n\x1b[31m\n", 2, None, "control_characters_in_file", "remove_characters"),
    ("triage\n\u202eab\n", 2, None, "control_characters_in_file", "remove_characters"),
]  # fmt: skip


def problems(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a file, complete and harmless in both languages."""
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    for problem in caught.value.problems:
        for lang in LANGUAGES:
            said = problem.render(lang)
            assert "\x1b" not in said
            assert "None" not in said
    return caught.value.problems


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong[3]} {wrong[2]}")
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, wrong: tuple[str, int | None, str | None, str, str | None]
) -> None:
    text, line, key, message, suggestion = wrong
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    problem = problems(path)[0]
    assert (problem.message.name, problem.suggestion and problem.suggestion.name) == (message, suggestion)
    assert (problem.file, problem.line, problem.key) == (str(path), line, key)


@pytest.mark.parametrize("wrong", WRONG_TABLES, ids=lambda wrong: f"{wrong[3]} {wrong[2]}")
def test_a_fault_in_a_table_is_named_with_line_and_column(
    tmp_path: Path, wrong: tuple[str, int | None, str | None, str, str | None]
) -> None:
    text, line, key, message, suggestion = wrong
    (tmp_path / "points.csv").write_text(text, encoding="utf-8")
    (tmp_path / "x.yaml").write_text("sweep: {csv: points.csv}\n", encoding="utf-8")
    problem = problems(tmp_path / "x.yaml")[0]
    assert problem.message.name == message
    if suggestion is not None:
        assert problem.suggestion
        assert problem.suggestion.name == suggestion
    assert (problem.file, problem.line, problem.key) == (str(tmp_path / "points.csv"), line, key)


@pytest.mark.parametrize(
    ("content", "line", "message", "suggestion"),
    [
        ("team.members\n1".encode("utf-16"), 1, "utf16", "save_as_utf8"),
        ("team.members,triage\n1,Größe".encode("latin-1"), 2, "encoding", "save_as_utf8"),
        (b"team.members\n\x00", None, "binary", "csv_form"),
        (b"#" * 10_000_001, None, "csv_too_big", "csv_form"),
    ],
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, content: bytes, line: int | None, message: str, suggestion: str
) -> None:
    (tmp_path / "points.csv").write_bytes(content)
    (tmp_path / "x.yaml").write_text("language: de\nsweep: {csv: points.csv}\n", encoding="utf-8")
    (problem,) = problems(tmp_path / "x.yaml")
    assert (problem.line, problem.message.name) == (line, message)
    assert problem.suggestion
    assert problem.suggestion.name == suggestion


def test_a_folder_or_a_pipe_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("sweep: {csv: points.csv}\n", encoding="utf-8")
    (tmp_path / "points.csv").mkdir()
    assert problems(tmp_path / "x.yaml")[0].message.name == "is_folder"
    (tmp_path / "points.csv").rmdir()
    os.mkfifo(tmp_path / "points.csv")  # reading it would wait for ever
    assert problems(tmp_path / "x.yaml")[0].message.name == "not_a_plain_file"


def test_a_missing_table_suggests_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("team.members\n1\n", encoding="utf-8")
    (tmp_path / "x.yaml").write_text("sweep:\n  csv: pionts.csv\n", encoding="utf-8")
    (problem,) = problems(tmp_path / "x.yaml")
    assert (problem.file, problem.line) == (str(tmp_path / "x.yaml"), 2)
    assert problem.suggestion
    assert "points.csv" in problem.suggestion.in_language("de")


def test_all_faults_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("sweep: {csv: points.csv}\n", encoding="utf-8")
    rows = ["99,0.5", "1,2", "1,x", "1,0.5", "0.5,77"]
    (tmp_path / "points.csv").write_text(KEYS + "\n".join(rows), encoding="utf-8")
    found = [(problem.line, problem.key) for problem in problems(tmp_path / "x.yaml")]
    assert found == [
        (2, "team.members"), (3, "team.training"), (4, "team.training"), (6, "team.members"), (6, "team.training"),
    ]  # fmt: skip
    (tmp_path / "points.csv").write_text(KEYS + "1,\n1,0.5,3\n,2", encoding="utf-8")
    assert [problem.line for problem in problems(tmp_path / "x.yaml")] == [2, 3, 4]


def test_what_is_wrong_at_many_points_is_said_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario(sweep={"team.training": [number / 100 for number in range(100)], "team.members": [1, 51, 52]})
    assert len(caught.value.problems) == 2
    with pytest.raises(ScenarioError) as caught:
        Scenario(sweep={"sample": LHS, "size": 100, "ranges": {"team.members": [1.0, 50]}})
    assert len(caught.value.problems) == 1


def test_endless_faults_come_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("sweep: {csv: points.csv}\n", encoding="utf-8")
    rows = "\n".join(f"{number},{number}" for number in range(60, 20_000))
    (tmp_path / "points.csv").write_text(KEYS + rows, encoding="utf-8")
    assert 1000 <= len(problems(tmp_path / "x.yaml")) <= 3000


def test_there_is_a_most_of_points(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("sweep: {csv: points.csv}\n", encoding="utf-8")
    (tmp_path / "points.csv").write_text("team.members\n" + "1\n" * 100_001, encoding="utf-8")
    (problem,) = problems(tmp_path / "x.yaml")
    assert (problem.line, problem.message.name) == (100_002, "too_many_points")
    values = [number / 400 for number in range(400)]
    with pytest.raises(ScenarioError) as caught:
        Scenario(sweep={"team.training": values, "team.enabled": values})
    assert [problem.message.name for problem in caught.value.problems] == ["too_many_points"]


def test_a_sweep_with_the_wrong_seed_is_no_reason_to_fail_twice() -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario(seed=-1, sweep={"sample": LHS, "size": 4, "ranges": {"team.members": [1, 5]}})
    assert [problem.key for problem in caught.value.problems] == ["seed"]
