"""Sentences about sweeps and about changes by dotted key."""

from __future__ import annotations

from typing import Final

from followersim.locale import N_

CHANGES: Final = {
    "no_such_place": N_('there is nothing at "{key}" in this scenario that could be changed.'),
    "unknown_change": N_("this cannot be set."),
    "set_keys": N_(
        "Possible are keys like worlds, seed, team.members, profile.publicity, period.days, events.0.severity."
    ),
    "set_form": N_('"{text}" was not understood.'),
    "set_form_advice": N_("Write KEY=VALUE, like --set team.members=2."),
}

SWEEPS: Final = {
    "wrong_sweep_value": N_("a sweep goes over numbers, words, true or false, or lists of words, but found {found}."),
    "unknown_sweep": N_("a sweep cannot change this."),
    "sweep_keys": N_(
        "Possible are keys like team.members, replies.criticism.share, profile.publicity, period.days, events.0.share."
    ),
    "sweep_file": N_("a sweep cannot go over policy files like {name}."),
    "sweep_built_in": N_("Name built-in policies: followersim list policies."),
    "sweep_twice": N_("the value {found} is listed twice."),
    "too_many_points": N_("the sweep has {count} points; at most {most} are possible."),
    "sweep_alone": N_("points, csv and sample (with size and ranges) each stand alone; a grid has none of them."),
    "sweep_points_key": N_("A list of points belongs below the key points: sweep: {{points: [...]}}."),
    "wrong_point_empty": N_("this point says nothing."),
    "point_value": N_('Write "{{team.members: 2, team.training: 0.5}}", the same keys in every point.'),
    "point_lacks": N_('this point does not say "{name}", but the first one does.'),
    "point_more": N_('this point says "{name}", but the first one does not.'),
    "point_keys": N_("All points need the same keys."),
    "point_twice": N_("this point is the same as the one in {first}."),
    "point_number": N_("point {number}"),
    "remove_point": N_("Remove one of the two."),
    "wrong_span": N_("two numbers were expected here, [low, high], but found {found}."),
    "wrong_span_order": N_("the first number of a range must be smaller than the second; found {low} and {high}."),
    "span_form": N_("Write two numbers with decimal points, like [0.5, 2.0]."),
    "whole_span": N_("only whole numbers from {low} to {high} are taken, since both are written as whole numbers."),
    "write_span": N_("For everything in between write [{low}.0, {high}.0]."),
    "write_whole_span": N_("Write both bounds as whole numbers, like [1, 5]."),
    "fit_span": N_("Every number of the range has to be possible there."),
    "sobol_size": N_("a Sobol sample fills its ranges evenly only if its size is a power of two, and {size} is none."),
    "take_power": N_("Better take {below} or {above}."),
    "take_lower_power": N_("Better take {below}."),
    "sample_repeats": N_(
        "only {count} of {size} points are different, since there are only so many whole numbers; each is run once."
    ),
    "sample_or_grid": N_("A smaller size, or a grid of all values, does the same."),
    "sampling_missing": N_("drawing samples needs SciPy, which is not installed here."),
    "install_sampling": N_('Install it with: python -m pip install "followersim[sampling]"'),
}

TABLES: Final = {
    "wrong_csv_name": N_("the name of a CSV file was expected here (it ends in .csv or .tsv), but found {found}."),
    "csv_form": N_(
        "A CSV file of points has keys like team.members in its first line and one point in each further line."
    ),
    "no_csv_file": N_("there is no CSV file {name}."),
    "csv_place": N_("It is looked for in the folder of the scenario."),
    "csv_too_big": N_("this file is larger than 10 MB, more than any sweep needs."),
    "csv_empty": N_("there are no points in this file."),
    "csv_broken": N_("the quotation marks of this line do not fit together."),
    "csv_quotes": N_('A cell in quotation marks begins and ends with ", and a " within it is doubled.'),
    "csv_no_keys": N_("the first line must hold the keys of the columns, but {found} stands there."),
    "csv_nameless": N_("column {number} has no key in the first line."),
    "csv_name_or_remove": N_("Give it a key like team.members, or delete the column."),
    "csv_key_twice": N_("columns {first} and {second} have the same key."),
    "csv_many_keys": N_("{count} columns are too many; at most {most} are possible."),
    "csv_row": N_("this line has {count} cells, but the first line has {expected}."),
    "csv_row_longer": N_("Decimal numbers need a point (0.5, not 0,5); a text with a comma needs quotation marks."),
    "csv_row_shorter": N_("Give a value for every key."),
    "csv_no_value": N_("there is no value here."),
    "csv_comma": N_("the number {found} is written with a comma."),
    "csv_point": N_("Numbers have a decimal point and no separators: 0.5 or 20000."),
    "not_a_plain_file": N_("this is not an ordinary file."),
}
