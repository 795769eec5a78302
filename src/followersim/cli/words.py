"""What the commands say, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from followersim.locale import N_, NP_, plural, translate

if TYPE_CHECKING:
    from followersim.cli.language import Language

_WORDS: Final[dict[str, str]] = {
    # what goes wrong outside the input
    "interrupted": N_("Interrupted. Results that were finished are kept, nothing half-written is left."),
    "ending": N_("Finishing what has begun; Ctrl-C again stops at once ..."),
    "interrupted_run": N_(
        "Interrupted. {done} of {total} units of work are finished and kept; the same command goes on from there."
    ),
    "no_memory": N_(
        "This computer has not enough memory for that many people. Try a smaller audience or fewer jobs (--jobs 1)."
    ),
    "disk_full": N_("the disk is full; nothing half-written is left"),
    "not_allowed": N_("writing or reading is not allowed there; choose another folder with --out"),
    "not_a_folder": N_("there is a file where a folder is needed; choose another folder with --out"),
    "is_a_folder": N_("this is a folder, not a file"),
    "name_too_long": N_("this name is too long"),
    "not_there": N_("there is no such file or folder"),
    "unexpected": N_(
        "Something went wrong that should not have ({kind}: {text}).\n"
        "This is a fault of the program, not yours. Run again with FOLLOWERSIM_DEBUG=1 to see the details."
    ),
    # run
    "compiling": N_("compiling the model for this machine (once, about 15 s) ..."),
    "long_run": N_("This run: {time}; {size}."),
    "disk_space": N_("about {size} on the disk, twice that while it runs"),
    "little_space": N_("That may not fit: only {free} are free there."),
    "megabytes": N_("{n} MB"),
    "gigabytes": N_("{n} GB"),
    "going_on": N_("Going on where an earlier run stopped: {share} are done (--fresh starts anew)."),
    "left_over": N_("Finished work of another, interrupted run is kept in {folder} ({n} files); --fresh removes it."),
    "stopped_at": N_(
        "{worlds} were enough: every likelihood of a shitstorm is known to +/- {points} percentage points. Looked "
        "at after every {every}; the intervals allow for that."
    ),
    "not_enough": N_(
        "Even after {worlds} not every likelihood of a shitstorm is known to +/- {points} percentage points."
    ),
    "reused": N_("{name}: nothing has changed since the last run, so its results are used (--fresh runs it again)."),
    "drawing": N_("Drawing the charts again ..."),
    "written": N_("Written to {folder}"),
    "found_in": N_("Results are in {folder}"),
    # verify
    "verified_all": N_("All {units} were run again: {numbers} numbers compared."),
    "verified_sample": N_(
        "{checked} of {units} units of work were run again (--seed {seed} chooses the same ones): {numbers} "
        "numbers compared."
    ),
    "all_equal": N_("All of them are equal, to the last digit. No file has changed."),
    "n_differ": N_("Different: {n}."),
    "more_differ": N_("  ... and {n} more."),
    "differs": N_("{written} is written, {found} comes out"),
    "cannot_compare": N_("cannot be compared ({why})"),
    "unreadable": N_("damaged or missing"),
    "other_columns": N_("this column should not be there, or is missing"),
    "other_rows": N_("another number of rows"),
    "changed_files": N_("Changed or missing since the run: {files}"),
    "other_versions": N_(
        "The results were made with other versions, or on another kind of computer; that made no difference:"
    ),
    "other_versions_differ": N_(
        "The results were made with other versions, or on another kind of computer, which may be the reason:"
    ),
    "then_now": N_("{what}: {then} then, {now} now"),
    "world_of": N_("world"),
    "day_of": N_("day"),
    # the table of results
    "runs_of": N_("{worlds} of {days}; medians of the runs"),
    "followers": N_("Followers"),
    "praise": N_("Praise"),
    "criticism": N_("Criticism"),
    "answered": N_("Share answered"),
    "staff_hours": N_("Staff hours"),
    "shitstorm": N_("Shitstorm"),
    "storm_runs": N_("{runs} ({low} to {high})"),
    "compared": N_("Compared"),
    "baseline": N_("the others are compared with this"),
    "more_followers": N_("{n} more followers ({low} to {high})"),
    "fewer_followers": N_("{n} fewer followers ({low} to {high})"),
    "same_followers": N_("followers: no clear difference"),
    "storms_caused": N_("a shitstorm in {caused} of the runs that stay calm otherwise"),
    "storms_prevented": N_("no shitstorm in {prevented} of the runs that have one otherwise"),
    "storms_changed": N_(
        "a shitstorm in {caused} of the runs that stay calm otherwise, none in {prevented} that have one otherwise"
    ),
    "same_storms": N_("shitstorms: no clear difference"),
    "interval_note": N_("In brackets: what the true value may be (95% intervals)."),
    "others": N_("Other companies"),
    "gained": N_("Followers gained"),
    "gestures": N_("What gestures towards other companies did (means per run):"),
    "more_points": N_("... and {more} more points of the sweep in summary.csv."),
    # segments of the audience
    "segments_title": N_("Segments of the audience: {policy} (means per run, trust from 0 to 100)"),
    "segment": N_("Segment"),
    "coming": N_("New"),
    "going": N_("Lost"),
    "likes": N_("Likes"),
    "questions_asked": N_("Questions"),
    "trust": N_("Trust"),
    "more_segments": N_("... and the segments of {more} more points of the sweep in segments.csv."),
    # questions for the audience
    "the_question": N_("The question"),
    "look_at": N_("What to look at"),
    "ask": N_("Questions for the audience"),
    "nothing_to_ask": N_("This scenario has no questions for the audience (its keys look_at and ask are empty)."),
    # check
    "check_size": N_("{sizes} = {simulations} of {people} over {days}"),
    "check_time": N_("about {time} on this computer ({cores} cores; an estimate, longer with storms)"),
    "seconds": N_("{n} s"),
    "minutes": N_("{n} min"),
    "hours": N_("{n} h"),
    "policy_file": N_('{file}: policy "{name}" is fine.'),
    # list and show
    "no_scenarios": N_(
        'No scenarios here (no folder "scenarios" with .yaml files). "followersim new my_scenario.yaml" writes one.'
    ),
    "has_problems": N_("(has problems: followersim check {file})"),
    "value": N_("value"),
    "unit": N_("unit"),
    "range": N_("range"),
    "range_of": N_("{low} to {high}"),
    "meaning": N_("meaning"),
    "source": N_("source"),
    "basis": N_("the number"),
    "note": N_("it says"),
    "of_row": N_("of", context="a row of a table"),
    "chapter": N_("chapter"),
    "used_in": N_("used in"),
    "switched_off": N_("switched off"),
    "switched_off_by": N_("“{title}” in followersim why ({value})"),
    "in_scenario": N_("in a scenario"),
    "any_in_range": N_("any number in the range"),
    "sources": N_("Sources:"),
    "all_assumptions": N_("All {n} numbers are assumptions."),
    "other_assumptions": N_("The other {n} numbers are assumptions."),
    "no_year": N_("no year"),
    "count_of_bases": N_(
        "{all} numbers: {published} published, {fitted} fitted, {direction} with a source for the direction only, "
        "{assumption} assumptions."
    ),
    "policy_effects": N_(
        "How people respond to it, and where that is known from (followersim show parameter {example}):"
    ),
    "profile_numbers": N_(
        "Source: assumption (an example, no study of real companies; write your own numbers into a scenario)."
    ),
    "event_numbers": N_("Source of the numbers: assumption (a scenario may change each of them)."),
    # feed
    "feed_point": N_("This scenario has a sweep; shown is its first point."),
    "feed_empty": N_("Nothing is written on these days."),
    "feed_cut": N_("... {left} later messages are left out after the first {shown} (--limit 0 shows all)."),
    "feed_thinned": N_(
        "{left} messages are left out; the {shown} shown are spread evenly over the window (--limit 0 shows all)."
    ),
    "feed_no_storm": N_("There is no shitstorm in world {world} under {policy}: the strongest wind force is {wind}."),
    "feed_storm_there": N_("World {world} has one: --world {world}"),
    "feed_storm_nowhere": N_("None of the first {n} worlds has one."),
    # new
    "ask_name": N_("What should the scenario be called?"),
    "ask_followers": N_("How many followers does the account have?"),
    "ask_members": N_("How many people answer at the same time?"),
    "ask_fault": N_("Should something go wrong with a product on day 20 (yes/no)?"),
    "yes": N_("yes"),
    "no": N_("no"),
    "name_used": N_("My scenario"),
    "created": N_("{file} is ready. Next: followersim run {file}"),
}


_COUNTS: Final[dict[str, tuple[str, str]]] = {
    "units": NP_("{n} unit of work", "{n} units of work"),
    "runs": NP_("{n} run", "{n} runs"),
    "policies": NP_("{n} policy", "{n} policies"),
    "points": NP_("{n} point", "{n} points"),
    "worlds": NP_("{n} world", "{n} worlds"),
    "simulations": NP_("{n} simulation", "{n} simulations"),
    "people": NP_("{n} person", "{n} people", context="audience"),
    "days": NP_("{n} day", "{n} days"),
}


def word(name: str, lang: Language, /, **gaps: Any) -> str:
    """Return a sentence with its gaps filled."""
    return translate(lang, _WORDS[name], **gaps)


def counted(amount: int, things: str, lang: Language) -> str:
    """Return an amount of things in words: "1 policy", "2 policies"."""
    return plural(lang, *_COUNTS[things], amount)
