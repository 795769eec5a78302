"""Sentences about files, YAML and command lines that cannot be understood."""

from __future__ import annotations

from typing import Final

from followersim.locale import N_

FILES: Final = {
    "no_such_file": N_("there is no such file."),
    "try_new": N_('"followersim new my_scenario.yaml" writes a scenario to begin with.'),
    "is_folder": N_("this is a folder, not a file."),
    "try_file_inside": N_("Name a file inside it."),
    "unreadable": N_("this file cannot be read ({reason})."),
    "too_big": N_("this file is larger than 1 MB; scenario and policy files are a few kB."),
    "empty_file": N_("this file is empty."),
    "not_a_mapping": N_('this should consist of lines like "key: value", but is {found}.'),
    "utf16": N_("this file is encoded as UTF-16."),
    "encoding": N_("there is a character here that is not encoded as UTF-8."),
    "save_as_utf8": N_('Open it in your editor and save it with the encoding "UTF-8".'),
    "binary": N_("this is not a text file."),
    "control_characters_in_file": N_("there is an invisible control character in this line."),
    "several_documents": N_("a second document begins here (after ---); one file holds one scenario or policy."),
    "too_many_entries": N_("this file has more entries than any scenario needs."),
    "too_deep": N_("the entries are nested too deeply here."),
    "alias_bomb": N_("what the abbreviations with * stand for is far too much."),
    "write_out": N_("Write it out instead."),
    "unknown_anchor": N_("the abbreviation *{anchor} stands for nothing that is complete before this line."),
    "tag": N_("instructions with an exclamation mark ({tag}) are not allowed here."),
    "remove_tag": N_("Remove it; if it is part of a text, put the text in quotation marks."),
    "strange_key": N_("a key must be a plain word."),
    "check_brackets": N_("Check brackets and colons in this line."),
    "number_as_key": N_("the number {found} stands where a key should be."),
    "decimal_comma": N_("If it is part of a number like 0,05, write it with a point: 0.05."),
}

COMMANDS: Final = {
    "unknown_command": N_("there is no such command. There are: {known}."),
    "unknown_option": N_("there is no such option."),
    "see_help": N_('"{command} --help" explains the command.'),
    "missing_argument": N_("{name} is missing."),
    "needs_value": N_("this option needs a value."),
    "usage": N_("this command was not understood."),
    "same_folder": N_("{first} and {second} would write to the same folder {folder}."),
    "run_apart": N_("Run them one after the other, each with its own --out."),
    "file_exists": N_("this file exists already and stays as it is."),
    "other_file": N_("Choose another name."),
    "needs_yaml": N_('the name of a scenario file ends in ".yaml".'),
    "why_needs_policy": N_("which policy is to be explained? {baseline} is the baseline; the others are: {others}."),
    "causes_need_two": N_(
        'the chart "causes" compares a policy with the first one, but this scenario has only one policy.'
    ),
    "why_baseline": N_("{baseline} is the baseline itself. The others are: {others}."),
    "no_such_thing": N_("there is no {name}."),
    "see_list": N_('"followersim list {what}" shows what there is.'),
    "salib_missing": N_("SALib is not installed."),
    "install_salib": N_("This installs it: pip install 'followersim[calibration]'"),
    "sweep_in_study": N_(
        "a sensitivity study varies the model's parameters itself and takes a scenario without a sweep."
    ),
    "varied_twice": N_("{name} would be varied twice."),
    "nothing_varied": N_("no parameter that could be varied is called {name}."),
    "not_by_factor": N_("{name} is {value}: no factor changes that."),
    "give_span": N_("Give it a range of its own, like --parameter {name}=0.1..0.4."),
    "wrong_parameter_span": N_("{found} is no range: two numbers with two dots between them, the smaller one first."),
    "power_of_two": N_("{found} is no power of two."),
    "near_powers": N_("Take {below} or {above}."),
}

YAML: Final = {
    "tab": N_("this line is indented with a tab character, which YAML does not allow."),
    "use_spaces": N_("Use two spaces instead of each tab."),
    "not_yaml": N_("this is not valid YAML."),
    "yaml_colon": N_(
        "Perhaps a colon is too many, or missing in the line before; a text with a colon needs quotation marks."
    ),
    "yaml_quote": N_("Perhaps a quotation mark was opened before and not closed."),
    "yaml_bracket": N_("Perhaps a square bracket [ was opened and not closed, or a comma is missing."),
    "yaml_brace": N_("Perhaps a curly bracket {{ was opened and not closed, or a comma is missing."),
    "yaml_character": N_("A text that begins with %, @ or ` needs quotation marks."),
    "yaml_star": N_("A text that begins with * or & needs quotation marks."),
    "yaml_exclamation": N_("A text that begins with ! needs quotation marks."),
    "yaml_missing_colon": N_('Perhaps the colon after a key is missing, or the space after the colon ("key: value").'),
    "yaml_indentation": N_("Lines of one group must begin in the same column; check the spaces at the beginning."),
    "yaml_escape": N_(r"In double quotation marks a backslash \ is special; use single ones."),
    "yaml_general": N_(
        "Check colons, quotation marks, brackets and the spaces at the beginning of this line and the one before."
    ),
}
