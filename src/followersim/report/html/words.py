"""What the page itself says: headings, labels, hints."""

from __future__ import annotations

from typing import Final

from followersim.locale import N_, translate

_WORDS: Final = {
    "skip": N_("Skip to the content"),
    "contents": N_("On this page"),
    "baseline": N_("the others are compared with this"),
    "glance": N_("At a glance"),
    "glance_note": N_("Each cloud stands for one of {n} runs; filled, with lightning: a shitstorm."),
    "in_words": N_("In words"),
    "pictures": N_("The pictures"),
    "growth": N_("Followers"),
    "feedback": N_("Praise and criticism"),
    "shitstorm": N_("Shitstorms"),
    "heatmap": N_("Where a shitstorm is likely"),
    "regimes": N_("Which policy is best where"),
    "causes": N_("Causes"),
    "story": N_("This run, day by day"),
    "audience": N_("Whom it reached"),
    "gained_lost": N_("Why people came and left"),
    "wind": N_("Wind, day by day"),
    "response": N_("How long people waited"),
    "trust": N_("Trust"),
    "further": N_("More pictures"),
    "told": N_("The picture in words"),
    "show": N_("What the pictures show"),
    "policies_shown": N_("Policies"),
    "runs_shown": N_("Runs"),
    "all_runs": N_("all runs"),
    "previous": N_("previous run"),
    "next": N_("next run"),
    "day": N_("Day"),
    "move": N_("Move along the days with the slider, the arrow keys or the pointer."),
    "figures": N_("The numbers as a table"),
    "picture_of": N_("Picture, to be scrolled sideways on a narrow page: {title}"),
    "table_of": N_("Table: {title}"),
    "policy": N_("Policy", context="report"),
    "left_out": N_("{n} more rows are in summary.csv, beside this page."),
    "points_left_out": N_("{n} more points of the sweep are in the tables below."),
    "more": N_("More numbers"),
    "why": N_("What differs, and why"),
    "first_point": N_("All of this is about the first point of the sweep: {point}."),
    "differs": N_("What the policies do differently"),
    "same": N_("The policies do not differ in what they say; the points of the sweep do."),
    "counted": N_("Counted in the runs"),
    "rules": N_("Rules of the model that may play a part in it"),
    "prove": N_(
        "How much each of them matters is not in these results. This measures it, by switching it off; a run with "
        "`--chart causes` tells it on this page:"
    ),
    "prove_others": N_("For the other policies, this measures how much each cause matters, by switching it off:"),
    "switched_off": N_("Measured by switching off, one cause at a time"),
    "switched_off_intro": N_("The same people and the same luck, but this one thing is gone. What is left then?"),
    "left_without": N_("What is left of the difference (means, with intervals)"),
    "causes_note": N_(
        "These are means: a few very bad runs move them away from the medians in the other pictures, which tell of a "
        "usual run."
    ),
    "people": N_("What people wrote"),
    "people_intro": N_(
        "From run {world} with {policy}, days {first} to {last}: {shown} of {n} messages. Every message is an event of "
        "the model; the words are invented."
    ),
    "people_storm": N_("The shitstorm in this run is one of middling size."),
    "people_one_storm": N_("It is the only run with a shitstorm."),
    "people_only": N_("It is the only run."),
    "people_calm": N_("No run has a shitstorm; this is the one with most critics."),
    "pairs": N_("The same complaint, another reply"),
    "pairs_intro": N_("The same people in the same run complain. This is what each policy makes of it."),
    "messages": N_("The most telling messages"),
    "force": N_("wind force {n}"),
    "no_reply": N_("no reply"),
    "private": N_("not in public"),
    "deleted": N_("deleted", context="report"),
    "more_messages": N_("All of it:"),
    "plainly": N_("The policies in plain words"),
    "talk": N_("To talk about"),
    "look_at": N_("What to look at"),
    "method": N_("How it was computed"),
    "setting": N_("The situation"),
    "assumptions": N_("Assumptions changed"),
    "no_assumptions": N_("None: every number of the model is as it usually is."),
    "assumption": N_("Number", context="report"),
    "value": N_("here", context="report"),
    "usual": N_("usually", context="report"),
    "limits": N_("How far to trust it"),
    "sources": N_("Sources"),
    "sources_intro": N_("Where the numbers come from that matter most here."),
    "about": N_("What", context="report"),
    "source": N_("Source", context="report"),
    "again": N_("Get the same again"),
    "again_intro": N_("The same command gives the same numbers, to the last digit."),
    "verify": N_("This checks it:"),
    "seed": N_("Seed"),
    "runs": N_("Runs"),
    "hash": N_("Scenario (SHA-256)"),
    "versions": N_("Versions"),
    "of_run": N_("run {n}"),
    "strongest": N_("strongest wind force"),
    "praise": N_("praise"),
    "criticism": N_("criticism"),
    "mean": N_("mean of all runs"),
    "up_to": N_("19 of 20 runs: at most {n}"),
    "median": N_("median of all runs"),
    "ahead": N_("difference to the baseline"),
    "drawn": N_("{n} of {all} are drawn"),
    "made_by": N_("Made with followersim {version}"),
    "offline": N_("This page holds everything it shows and asks the network for nothing."),
}
_GAPS: Final = ("n", "all", "title", "world", "policy", "first", "last", "shown", "version", "point")


def words(lang: str) -> dict[str, str]:
    """Return everything that the page says, in a language; gaps in curly brackets are filled where it is said."""
    kept = {gap: f"{{{gap}}}" for gap in _GAPS}
    return {name: translate(lang, msgid, **kept) for name, msgid in _WORDS.items()}
