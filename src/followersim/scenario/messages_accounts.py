"""Sentences about calibrating: what is searched, and figures of one's own account that cannot be understood."""

from __future__ import annotations

from typing import Final

from followersim.locale import N_

ACCOUNTS: Final = {
    "calibrate_range": N_("a range from a smaller to a larger number was expected here, but found {found}."),
    "calibrate_range_form": N_("Write it like likes=0.001..0.02, with decimal points."),
    "calibrate_twice": N_("this parameter is named twice."),
    "calibrate_too_many": N_("{count} parameters are too many for a search; at most {most}."),
    "calibrate_no_scipy": N_("calibrating needs SciPy, which is not installed."),
    "calibrate_install": N_('Install it with: python -m pip install "followersim[calibration]"'),
    "calibrate_only_targets": N_("this option goes with published targets, not with --data."),
    "calibrate_only_data": N_("this option needs --data."),
    "calibrate_one_profile": N_("an account belongs to one company; name one profile."),
    "calibrate_profile_or_scenario": N_("the scenario already says which company it is."),
    "calibrate_other_search": N_(
        "this folder holds the trials of another search (other parameters, ranges, targets, data, seed, number of "
        "worlds, or another version of the program)."
    ),
    "calibrate_other_folder": N_("Choose another folder with --out, or throw those trials away with --fresh."),
    "account_too_big": N_("this file is larger than 1 MB; three years of days are less than 100 kB."),
    "account_form": N_(
        "The first line names the columns: date, followers, posts, messages, share_answered; then one line per day."
    ),
    "account_empty": N_("there are no days in this file."),
    "account_unknown_column": N_("there is no column {found}. Possible: {known}."),
    "account_remove_column": N_("Remove it from the file."),
    "account_column_twice": N_("this column is there twice."),
    "account_no_column": N_('the column "{name}" is missing.'),
    "account_row": N_("there are {count} values in this line, but {expected} columns."),
    "account_row_advice": N_("A number with a comma needs quotation marks where columns are separated by commas."),
    "account_date": N_("{found} is no date."),
    "account_date_form": N_("Write it like 2026-03-31 or 31.03.2026."),
    "account_date_order": N_("{found} does not follow the day before it; {expected} was expected."),
    "account_every_day": N_("Give every day one line, in order; on days without posts or messages write 0."),
    "account_count": N_("{found} is no whole number from {low} to {high}."),
    "account_count_form": N_("Write 12345, or with separators of thousands 12,345."),
    "account_share": N_("{found} is no share from 0 to 1."),
    "account_share_form": N_("Write 0.85 or 85%; on days without messages leave it empty."),
    "account_part": N_("{found} is more than there is in the column {whole} ({count})."),
    "account_part_advice": N_("Check both numbers."),
    "account_few_days": N_("these are {count} days; {least} to {most} are needed, best eight weeks or more."),
    "account_no_messages": N_("there is not a single message in this file: nothing to fit."),
}
