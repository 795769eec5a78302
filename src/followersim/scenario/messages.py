"""Every sentence about wrong input, by name. Gaps are filled by `errors.Message`.

Those about files, YAML and command lines are in `messages_files.py`, those about sweeps in `messages_sweeps.py`, those
about calibrating in `messages_accounts.py`.
"""

from __future__ import annotations

from typing import Final

from followersim.locale import N_
from followersim.scenario.messages_accounts import ACCOUNTS
from followersim.scenario.messages_files import COMMANDS, FILES, YAML
from followersim.scenario.messages_sweeps import CHANGES, SWEEPS, TABLES

_KEYS: Final = {
    "nothing": N_("nothing"),
    "line": N_("line {line}"),
    "more_problems": N_("... and {more} more."),
    "did_you_mean": N_('Did you mean "{name}"?'),
    "unknown_key": N_('there is no key "{name}" here. Possible keys: {allowed}.'),
    "comma_in_braces": N_("If it belongs to a text with a comma in curly brackets, put the text in quotation marks."),
    "missing": N_('"{name}" is missing.'),
    "add_key": N_('Add a line "{name}: ..." here.'),
    "twice": N_("this key was already used in line {first}."),
    "remove_one": N_("Keep one of the two and remove the other."),
}

_VALUES: Final = {
    "wrong_value": N_("{found} does not fit here."),
    "wrong_choice": N_("{found} is not possible here. Allowed: {allowed}."),
    "expected_mapping": N_('keys with values were expected here ("key: value"), but found {found}.'),
    "expected_policy": N_(
        "the name of a policy, a policy file, or a policy written out was expected here, but found {found}."
    ),
    "expected_profile": N_("the name of a profile, or a profile written out was expected here, but found {found}."),
    "expected_list": N_(
        "a list was expected here (in square brackets, or one line each beginning with a dash), but found {found}."
    ),
    "expected_text": N_("a text was expected here, but found {found}."),
    "expected_true_or_false": N_("true or false was expected here, but found {found}."),
    "list_too_short": N_("at least {least} entry is needed here."),
    "list_too_long": N_("{count} entries are too many here; at most {most} are allowed."),
    "wrong_text": N_("a text (or one text per language, en and de) was expected here, but found {found}."),
    "use_quotes": N_("If it is meant as text, put it in quotation marks."),
    "wrong_number": N_("a number from {low} to {high} was expected here, but found {found}."),
    "wrong_whole_number": N_("a whole number from {low} to {high} was expected here, but found {found}."),
    "wrong_range": N_("{found} is out of range. Allowed: {low} to {high}."),
    "write_number": N_("Write {number}."),
    "thousands": N_("Numbers are written with a decimal point and without separators: 20000, not 20.000."),
    "as_share": N_("Shares are numbers from 0 to 1; for {found} per cent write {share}."),
    "remove_quotes": N_("Write {number} without quotation marks."),
    "wrong_text_length": N_("this text is too long; at most {most} characters are allowed."),
    "wrong_line_length": N_("one line of 1 to {most} characters is needed here."),
    "wrong_name_length": N_("a name needs 1 to {most} characters."),
    "wrong_control_characters": N_("{found} contains control characters or line breaks that cannot be shown here."),
    "remove_characters": N_("Type the text again instead of pasting it."),
    "wrong_name_formula": N_('a name must not begin with "{start}": a spreadsheet would take {found} for a formula.'),
    "name_start": N_("Begin with a letter or a digit."),
    "wrong_name_markup": N_("a name must not contain tags in angle brackets, but found {found}."),
    "name_brackets": N_("Leave out the angle brackets < and >."),
    "wrong_name_path": N_('a name must not contain the step ".." of a path, but found {found}.'),
    "name_dots": N_(
        'Use a plain name. A policy file belongs into the list of policies with its path, ending in ".yaml".'
    ),
}

_TIMES: Final = {
    "wrong_date": N_("{found} is not a date."),
    "wrong_date_range": N_("the date {found} is too far away; years from 1900 to 2200 are possible."),
    "write_date": N_("Write year-month-day, like 2026-03-02."),
    "impossible_date": N_("there is no such day as {found}."),
    "look_at_calendar": N_("Dates are written year-month-day, like 2026-03-02."),
    "wrong_hours": N_("{found} is not a span of hours."),
    "wrong_hours_order": N_("a span of hours must begin before it ends, within 0 to 24; found {first} to {last}."),
    "write_hours": N_('Write full hours, like "9-17".'),
    "wrong_weekdays": N_("{found} are no weekdays."),
    "write_weekdays": N_('Write "mon-fri" or "sat,sun".'),
    "wrong_event_time": N_("an event needs either a day, or a rate per_month if it happens by chance."),
    "event_time_advice": N_('Write "day: 20" or "per_month: 0.5", not both.'),
    "wrong_event_hour": N_("an event by chance (per_month) has no fixed hour."),
    "event_too_late": N_("day {day} lies after the end: the period has {days} days, numbered 0 to {last}."),
}

_PARTS: Final = {
    "wrong_mix_empty": N_("all weights of the mix are 0, so there would be nothing to post."),
    "wrong_segment": N_('there is no segment "{name}". Possible: {known}.'),
    "wrong_segments_empty": N_("all weights are 0, so nobody would be left."),
    "wrong_followers": N_("there cannot be more followers ({followers}) than people ({people})."),
    "wrong_worlds": N_("a whole number from {low} to {high}, or auto, was expected here, but found {found}."),
    "unknown_policy": N_("there is no policy {name}. Built in: {known}."),
    "policy_paths": N_('A policy file of your own is given by its path, ending in ".yaml".'),
    "no_policy_file": N_("there is no policy file {name}."),
    "policy_twice": N_("the policy name {name} is used twice."),
    "other_name": N_("Give one of the two another name."),
    "too_many_bases": N_("more than {most} policies build on one another; perhaps they go round in a circle."),
    "untrusted_code": N_("{name} is a policy written in Python. Running it means running that code on this computer."),
    "trust_code": N_("If you know where it comes from, run again with --trust-code."),
    "policy_not_loaded": N_("the policy {name} could not be loaded: {reason}"),
    "unknown_profile": N_("there is no profile {name}. Built in: {known}."),
    "unknown_parameter": N_("there is no model parameter {name}."),
    "list_parameters": N_('"followersim list parameters" shows all of them.'),
    "usual_value": N_("The usual value is {usual}."),
}

_COMPANIES: Final = {
    "unknown_company": N_("there is no company {name} in this scenario. Possible: {known}."),
    "add_rival": N_("Companies other than your own are listed under rivals, each with a name."),
    "wrong_rival_main": N_('"main" is the company of the scenario itself.'),
    "rival_main_advice": N_("Give the other company another name."),
    "rival_twice": N_("two other companies are called {name}."),
    "rival_python": N_("{name} is a policy written in Python; other companies cannot have one."),
    "rival_policies": N_("Name a built-in policy or a policy file, or write one out here."),
    "rival_followers": N_("{name} cannot have more followers ({count}) than there are people ({people})."),
    "rival_overlap": N_(
        "{shared} of the {count} followers of {name} would also follow the main company, which has {followers} only."
    ),
    "rival_apart": N_(
        "{apart} of the {count} followers of {name} would not follow the main company; there are only {others} others."
    ),
    "rival_fitting_overlap": N_(
        "With {count} followers, an overlap from {low} to {high} is possible; or give it fewer followers."
    ),
    "rival_fewer": N_("Give it fewer followers, at most {most}."),
    "rival_policy_named": N_("only parts of a policy that is written out under rivals can be changed."),
    "rival_policy_written_out": N_("Write it out there: policy: {{based_on: harsh_reply, name: theirs}}."),
}

MESSAGES: Final[dict[str, str]] = {
    **_KEYS, **_VALUES, **_TIMES, **_PARTS, **_COMPANIES, **CHANGES, **SWEEPS, **TABLES, **FILES, **COMMANDS, **YAML,
    **ACCOUNTS,
}  # fmt: skip
"""The sentences: name -> sentence with gaps in braces."""
