"""Wrong input is met with a message that names file, line and key, says what is allowed and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followersim.scenario import Scenario, ScenarioError, load_scenario
from followersim.scenario.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from followersim.scenario.errors import Problem

POLICY = "policies:\n  - name: own\n    {}\n"
PRAISE = POLICY.format("replies: {{praise: {{{}}}}}")
PRAISED = "policies.0.replies.praise"
FAULT = "events: [{type: product_fault, day: 20}]"
FEW = "audience: {people: 9000}"
SWEPT = "sweep.parameters.trust_loss_weight"
RIVAL = "rivals:\n  - name: shop\n    {}\n"
TWO = "rivals: [{name: shop}]\n"
FOUR = "rivals: [{name: a}, {name: b}, {name: c}, {name: d}]"

# text below a policy of its own, key in it, message, suggestion (None: none needed)
WRONG_IN_A_POLICY = [
    ("companies: {launch: congratulat}", "companies.launch", "wrong_choice", "did_you_mean"),
    ("companies: {reply: {atack: thank}}", "companies.reply.atack", "unknown_key", "did_you_mean"),
    ("companies: {reply: {attack: attack}}", "companies.reply.attack", "wrong_choice", None),
    ("companies: {joins_from_fit: 60}", "companies.joins_from_fit", "wrong_range", "as_share"),
    ("crisis: {replies: {critcism: {}}}", "crisis.replies.critcism", "unknown_key", "did_you_mean"),
    ("crisis: {replies: {praise: {reply: thenk}}}", "crisis.replies.praise.reply", "wrong_choice", "did_you_mean"),
    ("crisis: {from_wind_force: 7}", "crisis.from_wind_force", "wrong_range", None),
    ("crisis: yes", "crisis", "expected_mapping", None),
    ("crisis: {hours: 23-7}", "crisis.hours", "wrong_hours_order", "write_hours"),
    ("account: sometimes", "account", "expected_true_or_false", None),
    ("advertising: {contacts: 5}", "advertising.contacts", "unknown_key", "did_you_mean"),
    ("posting: {review_min: 500}", "posting.review_min", "wrong_range", None),
    ("posting: {mix: {surveys: 1}}", "posting.mix.surveys", "unknown_key", "did_you_mean"),
    ("replies: {false_claims: {}}", "replies.false_claims", "unknown_key", "did_you_mean"),
    ("team: {duty_weekdays: weekend}", "team.duty_weekdays", "wrong_weekdays", "write_weekdays"),
    ("team: {gives_up_at_queue: 0}", "team.gives_up_at_queue", "wrong_range", None),
]  # fmt: skip

# text below a rival, key in it, message, suggestion
WRONG_IN_A_RIVAL = [
    ("policy: harsh_repl", "policy", "unknown_policy", "did_you_mean"),
    ("policy: 'os:system'", "policy", "rival_python", "rival_policies"),
    ("policy: no_such.yaml", "policy", "no_policy_file", "try_new"),
    ("policy: 3", "policy", "expected_policy", None),
    ("policy: {based_on: harsh, name: x}", "policy.based_on", "unknown_policy", "did_you_mean"),
    ("policy: {name: x, companies: {lunch: attack}}", "policy.companies.lunch", "unknown_key", "did_you_mean"),
    ("profile: corporatio", "profile", "unknown_profile", "did_you_mean"),
    ("profile: {based_on: nobody}", "profile.based_on", "unknown_profile", None),
    ("profile: 3", "profile", "expected_profile", None),
    ("profile: {publicty: 3}", "profile.publicty", "unknown_key", "did_you_mean"),
    ("overlap: 30", "overlap", "wrong_range", "as_share"),
    ("followers: 30000", "followers", "rival_followers", "rival_fewer"),
    ("followers: 18000", "followers", "rival_overlap", "rival_fitting_overlap"),
    ("followers: 16000\n    overlap: 0", "followers", "rival_apart", "rival_fitting_overlap"),
]  # fmt: skip

# text of the file, line, key, message, suggestion
WRONG = [
    ("nam: x", 1, "nam", "unknown_key", "did_you_mean"),
    ("worlds: 3\nperiod: {dayz: 3}", 2, "period.dayz", "unknown_key", "did_you_mean"),
    ("worlds: many", 1, "worlds", "wrong_worlds", None),
    ("worlds: '20'", 1, "worlds", "wrong_worlds", "remove_quotes"),
    ("worlds: atuo", 1, "worlds", "wrong_worlds", "did_you_mean"),
    ("worlds: 0", 1, "worlds", "wrong_range", None),
    ("worlds: 2.5", 1, "worlds", "wrong_worlds", "thousands"),
    ("worlds: yes", 1, "worlds", "wrong_worlds", None),
    ("worlds: .inf", 1, "worlds", "wrong_worlds", None),
    ("worlds:", 1, "worlds", "wrong_worlds", None),
    ("worlds: [1]", 1, "worlds", "wrong_worlds", None),
    ("worlds: " + "9" * 5000, 1, "worlds", "wrong_worlds", "thousands"),
    ("seed: -1", 1, "seed", "wrong_range", None),
    ("name: 5", 1, "name", "wrong_text", "use_quotes"),
    ("name: {fr: x, en: y}", 1, "name.fr", "unknown_key", None),
    ("name: {en: well meant, slowly}", 1, "name.slowly", "unknown_key", "comma_in_braces"),
    ("question: ''", 1, "question", "wrong_line_length", None),
    ("language: fr", 1, "language", "wrong_choice", None),
    ("audience: 5000", 1, "audience", "expected_mapping", None),
    ("audience: {people: 20.000}", 1, "audience.people", "wrong_whole_number", "thousands"),
    ("audience: {people: 20,000}", 1, None, "number_as_key", "decimal_comma"),
    ("audience: {people: 10, followers: 11}", 1, "audience.followers", "wrong_followers", None),
    ("audience: {people: 30000000}", 1, "audience.people", "wrong_range", None),
    ("period: {start: 2026-02-30}", 1, "period.start", "impossible_date", "look_at_calendar"),
    ("period: {start: 30.02.2026}", 1, "period.start", "wrong_date", "write_date"),
    ("period: {start: 1066-10-14}", 1, "period.start", "wrong_date_range", None),
    ("period: {start: 0000-01-01}", 1, "period.start", "impossible_date", "look_at_calendar"),
    ("profile: smal_business", 1, "profile", "unknown_profile", "did_you_mean"),
    ("profile: {based_on: nobody}", 1, "profile.based_on", "unknown_profile", None),
    ("profile: 3", 1, "profile", "expected_profile", None),
    ("profile: {publicity: 50}", 1, "profile.publicity", "wrong_range", None),
    ("profile: {segments: {fans: 1}}", 1, "profile.segments", "wrong_segment", "did_you_mean"),
    ("profile: {segments: {fan: 0}}", 1, "profile.segments", "wrong_segments_empty", None),
    ("policies: harsh_reply", 1, "policies", "expected_list", None),
    ("policies: []", 1, "policies", "list_too_short", None),
    ("policies: [harsh_repl]", 1, "policies.0", "unknown_policy", "did_you_mean"),
    ("policies: [5]", 1, "policies.0", "expected_policy", None),
    ("policies: [no_such.yaml]", 1, "policies.0", "no_policy_file", "try_new"),
    ("policies: [harsh_reply, harsh_reply]", 1, "policies.1", "policy_twice", "other_name"),
    ("policies: ['os:system']", 1, "policies.0", "untrusted_code", "trust_code"),
    ("policies:\n  - {based_on: harsh_reply}", 2, "policies.0.name", "missing", "add_key"),
    ("policies:\n  - {based_on: harsh, name: x}", 2, "policies.0.based_on", "unknown_policy", "did_you_mean"),
    (POLICY.format("team: {membres: 2}"), 3, "policies.0.team.membres", "unknown_key", "did_you_mean"),
    (POLICY.format("team: {members: 51}"), 3, "policies.0.team.members", "wrong_range", None),
    (POLICY.format("team: {hours: 17-9}"), 3, "policies.0.team.hours", "wrong_hours_order", "write_hours"),
    (POLICY.format("team: {hours: always}"), 3, "policies.0.team.hours", "wrong_hours", "write_hours"),
    (POLICY.format("team: {weekdays: moon}"), 3, "policies.0.team.weekdays", "wrong_weekdays", "write_weekdays"),
    (PRAISE.format("share: 50"), 3, f"{PRAISED}.share", "wrong_range", "as_share"),
    (PRAISE.format("share: 50%"), 3, f"{PRAISED}.share", "wrong_number", "write_number"),
    (PRAISE.format("share: '0,5'"), 3, f"{PRAISED}.share", "wrong_number", "write_number"),
    (PRAISE.format("reply: thanks"), 3, f"{PRAISED}.reply", "wrong_choice", "did_you_mean"),
    (PRAISE.format("reply: []"), 3, f"{PRAISED}.reply", "list_too_short", None),
    (PRAISE.format("public: maybe"), 3, f"{PRAISED}.public", "expected_true_or_false", None),
    (POLICY.format("posting: {mix: {offer: 0}}"), 3, "policies.0.posting.mix", "wrong_mix_empty", None),
    ("events: [{type: product_falt, day: 3}]", 1, "events.0.type", "wrong_choice", "did_you_mean"),
    ("events: [{type: product_fault}]", 1, "events.0", "wrong_event_time", "event_time_advice"),
    ("events: [{type: product_fault, day: 1, per_month: 1}]", 1, "events.0", "wrong_event_time", "event_time_advice"),
    ("events: [{type: product_fault, hour: 1, per_month: 1}]", 1, "events.0", "wrong_event_hour", None),
    ("events:\n  - {type: product_fault, day: 90}", 2, "events.0.day", "event_too_late", None),
    ("sweep: {team.membres: [1]}", 1, "sweep.team.membres", "unknown_key", "did_you_mean"),
    ("sweep: {members: [1]}", 1, "sweep.members", "unknown_sweep", "did_you_mean"),
    ("sweep: {worlds: [1]}", 1, "sweep.worlds", "unknown_sweep", "sweep_keys"),
    ("sweep: {team.members: [1, 51]}", 1, "sweep.team.members", "wrong_range", None),
    ("sweep: {team.members: [1, 1]}", 1, "sweep.team.members.1", "sweep_twice", None),
    ("sweep: {team.members: []}", 1, "sweep.team.members", "list_too_short", None),
    ("sweep: {team.members: 3}", 1, "sweep.team.members", "expected_list", None),
    ("sweep: {team: [{members: 2}]}", 1, "sweep.team.0", "wrong_sweep_value", None),
    ("sweep: {events.0.severity: [1]}", 1, "sweep.events.0.severity", "no_such_place", None),
    (f"sweep: {{period.days: [10]}}\n{FAULT}", 1, "sweep.period.days", "event_too_late", None),
    (f"sweep: {{audience.followers: [30000]}}\n{FEW}", 1, "sweep.audience.followers", "wrong_followers", None),
    ("sweep: {parameters.trust_loss_weight: [50]}", 1, SWEPT, "wrong_range", "usual_value"),
    ("sweep: {profile: [nobody]}", 1, "sweep.profile", "unknown_profile", None),
    ("sweep: {a.b: [1], c.d: [1], e.f: [1], g.h: [1], i.j: [1]}", 1, "sweep", "list_too_long", None),
    ("events: [{type: leek, day: 3}]", 1, "events.0.type", "wrong_choice", "did_you_mean"),
    ("events: [{type: leak, responsibility: victm}]", 1, "events.0.responsibility", "wrong_choice", "did_you_mean"),
    ("events: [{type: staff_absence, day: 3, lasts_days: 400}]", 1, "events.0.lasts_days", "wrong_range", None),
    ("events:\n  - {type: leak, day: 3, company: shop}", 2, "events.0.company", "unknown_company", "add_rival"),
    (f"{TWO}events: [{{type: leak, day: 3, company: shpo}}]", 2, "events.0.company", "unknown_company", "did_you_mean"),
    ("rivals: shop", 1, "rivals", "expected_list", None),
    ("rivals: [shop]", 1, "rivals.0", "expected_mapping", None),
    ("rivals: [{policy: harsh_reply}]", 1, "rivals.0.name", "missing", "add_key"),
    (FOUR, 1, "rivals", "list_too_long", None),
    ("rivals:\n  - {name: main}", 2, "rivals.0.name", "wrong_rival_main", "rival_main_advice"),
    ("rivals:\n  - {name: a}\n  - {name: a}", 3, "rivals.1.name", "rival_twice", "other_name"),
    (f"{TWO}audience: {{people: 400, followers: 100}}", 1, "rivals.0.followers", "rival_followers", "rival_fewer"),
    ("sweep: {rivals.0.overlap: [0.1]}", 1, "sweep.rivals.0.overlap", "no_such_place", None),
    ("sweep: {rival.0.overlap: [0.1]}", 1, "sweep.rival.0.overlap", "unknown_sweep", "did_you_mean"),
    (f"{TWO}sweep: {{audience.followers: [100]}}", 2, "sweep.audience.followers", "rival_followers", "rival_fewer"),
    (f"{TWO}sweep: {{rivals.0.folowers: [100]}}", 2, "sweep.rivals.0.folowers", "unknown_key", "did_you_mean"),
    (f"{TWO}sweep: {{rivals.0.name: [b]}}", 2, "sweep.rivals.0.name", "unknown_sweep", "sweep_keys"),
    (f"{TWO}sweep: {{rivals.0.policy: [x.yaml]}}", 2, "sweep.rivals.0.policy", "sweep_file", "sweep_built_in"),
    (f"{TWO}sweep: {{rivals.0.policy: [harsh_repl]}}", 2, "sweep.rivals.0.policy", "unknown_policy", "did_you_mean"),
    ("sweep: {companies.lunch: [attack]}", 1, "sweep.companies.lunch", "unknown_key", "did_you_mean"),
    ("sweep: {crisis.member: [2]}", 1, "sweep.crisis.member", "unknown_key", "did_you_mean"),
    ("ask: [a, b, c, d, e, f]", 1, "ask", "list_too_long", None),
    ("ask: Why?", 1, "ask", "expected_list", None),
    ("ask: ['']", 1, "ask.0", "wrong_line_length", None),
    ("look_at: 5", 1, "look_at", "wrong_text", "use_quotes"),
    ("parameters: {trust_los_weight: 3}", 1, "parameters.trust_los_weight", "unknown_parameter", "did_you_mean"),
    ("parameters: {trust_loss_weight: 99}", 1, "parameters.trust_loss_weight", "wrong_range", "usual_value"),
    ("parameters: {trust_loss_weight: much}", 1, "parameters.trust_loss_weight", "wrong_number", None),
    ("name: <script>alert(1)</script>", 1, "name", "wrong_name_markup", "name_brackets"),
    ("name: '=HYPERLINK(\"http://x\")'", 1, "name", "wrong_name_formula", "name_start"),
    ("name: ../../etc/passwd", 1, "name", "wrong_name_path", "name_dots"),
    ('name: "a\\e[31mb"', 1, "name", "wrong_control_characters", "remove_characters"),
    ('name: "a\\nb"', 1, "name", "wrong_control_characters", "remove_characters"),
    ("name: a\u202eb", 1, None, "control_characters_in_file", "remove_characters"),
    ("name: " + "x" * 121, 1, "name", "wrong_name_length", None),
    ("name: a\x1b[31mb", 1, None, "control_characters_in_file", "remove_characters"),
    ("worlds: 3\n\tseed: 3", 2, None, "tab", "use_spaces"),
    ("period:\n\tdays: 3", 2, None, "tab", "use_spaces"),
    ("worlds: 3\nworlds: 4", 2, "worlds", "twice", "remove_one"),
    ("name: 'open", 1, None, "not_yaml", "yaml_quote"),
    ("policies: [a, b", 1, None, "not_yaml", "yaml_bracket"),
    ("audience: {people: 3", 1, None, "not_yaml", "yaml_brace"),
    ("name: a: b", 1, None, "not_yaml", "yaml_colon"),
    ("name: @home", 1, None, "not_yaml", "yaml_character"),
    ("worlds: 3\n seed: 3", 2, None, "not_yaml", "yaml_colon"),
    ("worlds\nseed: 3", 2, None, "not_yaml", "yaml_colon"),
    ("- a\n- b", 1, None, "not_a_mapping", "try_new"),
    ("hello", 1, None, "not_a_mapping", "try_new"),
    ("", None, None, "empty_file", "try_new"),
    ("# nothing\n", None, None, "empty_file", "try_new"),
    ("a: 1\n---\nb: 2", 2, None, "several_documents", None),
    ("name: !!python/object:os.system x", 1, None, "tag", "remove_tag"),
    ("? [1]\n: 2", 1, None, "strange_key", "check_brackets"),
    ("a: *b", 1, None, "unknown_anchor", None),
    ("a: &a [*a]", 1, None, "unknown_anchor", None),
    ("a: " + "[" * 60 + "]" * 60, 1, None, "too_deep", None),
    ("a: [" + "1," * 60_000 + "]", 1, None, "too_many_entries", None),
    *((POLICY.format(text), 3, f"policies.0.{key}", *rest) for text, key, *rest in WRONG_IN_A_POLICY),
    *((RIVAL.format(text), 3, f"rivals.0.{key}", *rest) for text, key, *rest in WRONG_IN_A_RIVAL),
]  # fmt: skip


def problems(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a file."""
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    return caught.value.problems


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong[3]} {wrong[2]}")
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, wrong: tuple[str, int | None, str | None, str, str | None]
) -> None:
    text, line, key, message, suggestion = wrong
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    problem = problems(path)[0]
    assert problem.message.name == message
    assert (problem.file, problem.line) == (str(path), line)
    assert problem.key == key
    assert (problem.suggestion and problem.suggestion.name) == suggestion
    for lang in LANGUAGES:
        said = problem.render(lang)
        assert said.startswith(str(path))
        assert "\x1b" not in said
        assert "None" not in said


@pytest.mark.parametrize(
    ("content", "line", "message", "suggestion"),
    [
        ("name: x".encode("utf-16"), 1, "utf16", "save_as_utf8"),
        ("worlds: 3\nname: Grün".encode("latin-1"), 2, "encoding", "save_as_utf8"),
        (b"\x00\x01\x02", None, "binary", "try_new"),
        (b"#" * 1_000_001, None, "too_big", "try_new"),
    ],
)
def test_what_is_no_text_is_refused(
    tmp_path: Path, content: bytes, line: int | None, message: str, suggestion: str
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_bytes(content)
    (problem,) = problems(path)
    assert (problem.line, problem.message.name) == (line, message)
    assert problem.suggestion
    assert problem.suggestion.name == suggestion


def test_a_huge_file_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    (problem,) = problems(path)
    assert problem.message.name == "too_big"


def test_an_alias_bomb_is_defused(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    (problem,) = problems(path)
    assert problem.message.name == "alias_bomb"
    assert problem.line


def test_missing_files_suggest_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "harsh_reply.yaml").write_text("worlds: 1\n", encoding="utf-8")
    (problem,) = problems(tmp_path / "harsh_repyl.yaml")
    assert problem.suggestion
    assert "harsh_reply.yaml" in problem.suggestion.in_language("en")
    (problem,) = problems(tmp_path / "nowhere" / "x.yaml")
    assert problem.message.name == "no_such_file"
    (problem,) = problems(tmp_path)
    assert problem.message.name == "is_folder"
    (problem,) = problems(tmp_path / ("x" * 300))
    assert problem.message.name == "unreadable"


def test_faults_in_a_policy_file_name_that_file(tmp_path: Path) -> None:
    policy = tmp_path / "ours.yaml"
    policy.write_text("name: ours\nteam:\n  member: 4\n", encoding="utf-8")
    path = tmp_path / "scenario.yaml"
    path.write_text("policies: [ours.yaml]\n", encoding="utf-8")
    (problem,) = problems(path)
    assert (problem.file, problem.line, problem.key) == (str(policy), 3, "team.member")


def test_policies_that_build_on_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    for name, base in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.yaml").write_text(f"name: {name}\nbased_on: {base}.yaml\n", encoding="utf-8")
    path = tmp_path / "scenario.yaml"
    path.write_text("policies: [a.yaml]\n", encoding="utf-8")
    (problem,) = problems(path)
    assert problem.message.name == "too_many_bases"


def test_all_faults_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("worlds: 0\nperiod: {dais: 3}\npolicies:\n  - harsh\n  - {name: x, tone: y}\n", encoding="utf-8")
    assert [problem.line for problem in problems(path)] == [1, 2, 4, 5]


def test_the_language_of_a_wrong_file_is_known(tmp_path: Path) -> None:
    for text in ("language: de\nworlds: 0\n", "language: de\nname: 'open\n", "language: de\npolicies: [x]\n"):
        path = tmp_path / "wrong.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ScenarioError) as caught:
            load_scenario(path)
        assert caught.value.language == "de"
        assert "Zeile" in caught.value.render()
        assert "line" in caught.value.render("en")


def test_changes_name_themselves_when_they_are_wrong() -> None:
    scenario = Scenario(policies=["harsh_reply"])
    wrong = {
        "team.members": 99, "nothing": 1, "worlds": 0, "profile.publicity": "x", "parameters.x": 1, "events.0.day": 3,
        "team": 3, "posting.mix.offers": 1, "period.start": "never", "profile": "nobody", "team.members.x": 2,
    }  # fmt: skip
    for key, value in wrong.items():
        with pytest.raises(ScenarioError) as caught:
            scenario.with_changes(set={key: value})
        assert {(problem.file, problem.key) for problem in caught.value.problems} == {("--set", key)}


def test_many_faults_are_cut_short() -> None:
    with pytest.raises(ScenarioError, match="more"):
        Scenario.from_mapping({f"key{number}": 1 for number in range(100)})


def test_python_values_that_go_on_forever_are_refused() -> None:
    endless: dict[str, object] = {}
    endless["team"] = endless
    with pytest.raises(ScenarioError):
        Scenario(policies=[endless])
    with pytest.raises(ScenarioError):
        Scenario.from_mapping([1])  # type: ignore[arg-type]
