"""Files from many spreadsheets are understood; what is wrong with others is said with line, column and advice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followersim.calibration.account_csv import Account, read_account
from followersim.scenario import ScenarioError

HEAD: Final = "date,followers,posts,messages,share_answered"
SCENARIOS: Final = Path(__file__).parents[2] / "scenarios"


def rows(n: int = 28, row: str = "{day},5000,2,7,0.5") -> list[str]:
    """Return lines of a file."""
    return [row.format(day=date(2026, 1, 5) + timedelta(days=k)) for k in range(n)]


def read(folder: Path, text: str, encoding: str = "utf-8") -> Account:
    """Write and read a file."""
    path = folder / "account.csv"
    path.write_bytes(text.encode(encoding))
    return read_account(path)


def refused(folder: Path, *lines: str, encoding: str = "utf-8") -> tuple[str, str]:
    """Return what is said about a file in English and in German."""
    with pytest.raises(ScenarioError) as error:
        read(folder, "\n".join(lines), encoding)
    return error.value.render("en"), error.value.render("de")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (HEAD, "{day},5000,2,7,0.5"),
        (HEAD, "{day},5000,2,7,50 %"),
        (HEAD, '{day},"5,000",2.0,7,50%'),
        (HEAD.replace(",", ";"), "{day};5.000;2;7;0,5"),
        (HEAD.replace(",", ";"), "{day};5 000;2,0;7;50,0 %"),
        (HEAD.replace(",", ";"), "{day};5'000;2;7;,5"),
        (HEAD.replace(",", "\t"), "{day}\t5000\t2\t7\t0.5"),
        ("Date, Followers ,Posts,Messages,Share answered", "{day},5000,2,7,0.5"),
        ("Datum;Follower;Beiträge;Nachrichten;Anteil beantwortet", "{day:%d.%m.%Y};5000;2;7;0,5"),
        ("Datum;Follower;Beitraege;Nachrichten;Anteil-beantwortet;;", "{day:%d.%m.%y};5000;2;7;0,5;;"),
        ("share_answered,messages,posts,followers,date", "0.5,7,2,5000,{day}"),
        ("sep=;\n" + HEAD.replace(",", ";"), "{day};5000;2;7;0,5"),
    ],
)
def test_files_of_many_kinds_are_understood(tmp_path: Path, head: str, row: str) -> None:
    expected = Account(date(2026, 1, 5), (5000,) * 28, (2,) * 28, (7,) * 28, (0.5,) * 28)
    text = "\n".join([head, *rows(row=row)])
    assert read(tmp_path, text) == expected
    assert read(tmp_path, text, "utf-8-sig") == expected
    assert read(tmp_path, text.replace("\n", "\r\n") + "\r\n\r\n") == expected


def test_newest_first_is_fine_and_days_without_messages_say_nothing_about_answers(tmp_path: Path) -> None:
    lines = rows(row="{day},5000,2,4,1")
    lines[1] = "2026-01-06,5001,0,0,"
    lines[2] = "2026-01-07,5002,0,8,0"
    found = read(tmp_path, "\n".join([HEAD, *reversed(lines)]))
    assert found.followers[:3] == (5000, 5001, 5002)
    assert found.share_answered[:3] == pytest.approx((1.0, 26 * 4 / (26 * 4 + 8), 0.0))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-02-30,5000,2,7,0.5", ["line 3, date", '"2026-02-30" is no date', "31.03.2026"]),
        ("01/06/2026,5000,2,7,0.5", ["line 3, date", "is no date"]),
        ("2026-01-08,5000,2,7,0.5", ["line 3, date", "2026-01-06 was expected", "every day"]),
        ("2026-01-05,5000,2,7,0.5", ["line 3, date", "2026-01-06 was expected"]),
        ("2026-01-06,many,2,7,0.5", ["line 3, followers", '"many" is no whole number from 50']),
        ("2026-01-06,3,2,7,0.5", ["line 3, followers", "from 50"]),
        ("2026-01-06,5000,25,7,0.5", ["line 3, posts", "from 0 to 24"]),
        ("2026-01-06,5000,-1,7,0.5", ["line 3, posts", "from 0 to 24"]),
        ("2026-01-06,5000,2.5,7,0.5", ["line 3, posts", "from 0 to 24"]),
        ("2026-01-06,5000,2,,0.5", ["line 3, messages", "no whole number"]),
        ("2026-01-06,5000,2,7,85", ["line 3, share_answered", "no share from 0 to 1", "85%"]),
        ("2026-01-06,5000,2,7,nan", ["line 3, share_answered"]),
        ("2026-01-06,5000,2,7,0,5", ["line 3", "6 values", "quotation marks"]),
        ("2026-01-06,5000,2,7", ["line 3", "4 values"]),
        ('2026-01-06,"5000,2,7,0.5', ["quotation mark"]),
        ("2026-01-06,\x1b[31m,2,7,0.5", ["line 3", "control character"]),
        ("2026-01-06,=SUM(A1),2,7,0.5", ["line 3, followers", "=SUM(A1)"]),
    ],
)
def test_a_wrong_line_is_named_with_its_column_and_advice(tmp_path: Path, line: str, said: list[str]) -> None:
    lines = rows()
    lines[1] = line
    english, german = refused(tmp_path, HEAD, *lines)
    assert "account.csv" in english
    assert all(part in english for part in said)
    assert german != english
    assert "\x1b" not in english + german


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([""], ["no days"]),
        ([HEAD], ["no days"]),
        ([HEAD, *rows(27)], ["27 days; 28 to 1100", "eight weeks"]),
        ([HEAD, *rows(1101)], ["1101 days"]),
        ([HEAD, *rows(row="{day},5000,2,0,")], ["messages", "not a single message"]),
        (["date,followers,posts,messages", *rows(row="{day},5000,2,7")], ['column "share_answered" is missing']),
        ([HEAD + ",followrs", *rows(row="{day},5000,2,7,0.5,1")], ['no column "followrs"', 'Did you mean "followers"']),
        ([HEAD + ",weather", *rows(row="{day},5000,2,7,0.5,1")], ['no column "weather"', "Remove it"]),
        ([HEAD + ",posts", *rows(row="{day},5000,2,7,0.5,1")], ["posts", "twice"]),
        ([HEAD + ",criticism", *rows(row="{day},5000,2,7,0.5,8")], ["line 2, criticism", "messages (7)"]),
        ([HEAD + ",lost_followers", *rows(row="{day},60,2,7,0.5,61")], ["line 2, lost_followers", "followers (60)"]),
    ],
)
def test_a_wrong_file_is_explained(tmp_path: Path, lines: list[str], said: list[str]) -> None:
    english, german = refused(tmp_path, *lines)
    assert all(part in english for part in said)
    assert german != english


def test_strange_files_are_explained(tmp_path: Path) -> None:
    assert "UTF-16" in refused(tmp_path, HEAD, *rows(), encoding="utf-16")[0]
    assert "UTF-8" in refused(tmp_path, HEAD.replace("date", "dät"), *rows(), encoding="latin-1")[0]
    assert "1 MB" in refused(tmp_path, HEAD, "x" * 1_100_000)[0]
    with pytest.raises(ScenarioError, match="no such file"):
        read_account(tmp_path / "nowhere.csv")
    with pytest.raises(ScenarioError, match="folder"):
        read_account(tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("date,followers;posts\tmessages0123456789.-%\"'\n äß=")) | st.text(max_size=60))
def test_any_text_is_read_or_explained(tmp_path: Path, text: str) -> None:
    with pytest.raises(ScenarioError) as error:
        read(tmp_path, HEAD + "\n" + text, "utf-8")
    assert error.value.render("de")


def test_the_example_and_the_template_are_right() -> None:
    example = read_account(SCENARIOS / "account_example.csv")
    assert example.days >= 56
    assert example.criticism is not None
    assert example.lost_followers is not None
    with pytest.raises(ScenarioError, match="these are 3 days"):  # its form is right, it only wants more lines
        read_account(SCENARIOS / "account_template.csv")
