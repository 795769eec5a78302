"""Sentences about files, YAML and command lines that cannot be understood."""

from __future__ import annotations

from typing import Final

FILES: Final = {
    "no_such_file": ("there is no such file.", "diese Datei gibt es nicht."),
    "try_new": (
        '"followersim new my_scenario.yaml" writes a scenario to begin with.',
        '"followersim new mein_szenario.yaml" schreibt ein Szenario für den Anfang.',
    ),
    "is_folder": ("this is a folder, not a file.", "dies ist ein Ordner, keine Datei."),
    "try_file_inside": ("Name a file inside it.", "Nennen Sie eine Datei darin."),
    "unreadable": ("this file cannot be read ({reason}).", "diese Datei lässt sich nicht lesen ({reason})."),
    "too_big": (
        "this file is larger than 1 MB; scenario and policy files are a few kB.",
        "diese Datei ist größer als 1 MB; Szenarien und Strategien haben wenige kB.",
    ),
    "empty_file": ("this file is empty.", "diese Datei ist leer."),
    "not_a_mapping": (
        'this should consist of lines like "key: value", but is {found}.',
        'dies sollte aus Zeilen der Art "Schlüssel: Wert" bestehen, ist aber {found}.',
    ),
    "utf16": ("this file is encoded as UTF-16.", "diese Datei ist in UTF-16 kodiert."),
    "encoding": (
        "there is a character here that is not encoded as UTF-8.",
        "hier steht ein Zeichen, das nicht als UTF-8 kodiert ist.",
    ),
    "save_as_utf8": (
        'Open it in your editor and save it with the encoding "UTF-8".',
        'Öffnen Sie die Datei im Editor und speichern Sie sie mit der Kodierung "UTF-8".',
    ),
    "binary": ("this is not a text file.", "dies ist keine Textdatei."),
    "control_characters_in_file": (
        "there is an invisible control character in this line.",
        "in dieser Zeile steht ein unsichtbares Steuerzeichen.",
    ),
    "several_documents": (
        "a second document begins here (after ---); one file holds one scenario or policy.",
        "hier beginnt ein zweites Dokument (nach ---); eine Datei enthält ein Szenario oder eine Strategie.",
    ),
    "too_many_entries": (
        "this file has more entries than any scenario needs.",
        "diese Datei hat mehr Einträge, als ein Szenario je braucht.",
    ),
    "too_deep": (
        "the entries are nested too deeply here.",
        "die Einträge sind hier zu tief ineinander verschachtelt.",
    ),
    "alias_bomb": (
        "what the abbreviations with * stand for is far too much.",
        "das, wofür die Abkürzungen mit * stehen, ist viel zu viel.",
    ),
    "write_out": ("Write it out instead.", "Schreiben Sie es stattdessen aus."),
    "unknown_anchor": (
        "the abbreviation *{anchor} stands for nothing that is complete before this line.",
        "die Abkürzung *{anchor} steht für nichts, was vor dieser Zeile fertig ist.",
    ),
    "tag": (
        "instructions with an exclamation mark ({tag}) are not allowed here.",
        "Anweisungen mit Ausrufezeichen ({tag}) sind hier nicht erlaubt.",
    ),
    "remove_tag": (
        "Remove it; if it is part of a text, put the text in quotation marks.",
        "Löschen Sie sie; gehört sie zu einem Text, setzen Sie ihn in Anführungszeichen.",
    ),
    "strange_key": ("a key must be a plain word.", "ein Schlüssel muss ein einfaches Wort sein."),
    "check_brackets": (
        "Check brackets and colons in this line.",
        "Prüfen Sie Klammern und Doppelpunkte in dieser Zeile.",
    ),
    "number_as_key": (
        "the number {found} stands where a key should be.",
        "die Zahl {found} steht da, wo ein Schlüssel stehen sollte.",
    ),
    "decimal_comma": (
        "If it is part of a number like 0,05, write it with a point: 0.05.",
        "Wenn sie zu einer Zahl wie 0,05 gehört, schreiben Sie einen Punkt: 0.05.",
    ),
}

COMMANDS: Final = {
    "unknown_command": (
        "there is no such command. There are: {known}.",
        "diesen Befehl gibt es nicht. Es gibt: {known}.",
    ),
    "unknown_option": ("there is no such option.", "diese Option gibt es nicht."),
    "see_help": ('"{command} --help" explains the command.', '"{command} --help" erklärt den Befehl.'),
    "missing_argument": ("{name} is missing.", "{name} fehlt."),
    "needs_value": ("this option needs a value.", "diese Option braucht einen Wert."),
    "usage": ("this command was not understood.", "dieser Befehl wurde nicht verstanden."),
    "same_folder": (
        "{first} and {second} would write to the same folder {folder}.",
        "{first} und {second} würden in denselben Ordner {folder} schreiben.",
    ),
    "run_apart": (
        "Run them one after the other, each with its own --out.",
        "Starten Sie sie nacheinander, jedes mit eigenem --out.",
    ),
    "file_exists": (
        "this file exists already and stays as it is.",
        "diese Datei gibt es schon, sie bleibt, wie sie ist.",
    ),
    "other_file": ("Choose another name.", "Wählen Sie einen anderen Namen."),
    "needs_yaml": ('the name of a scenario file ends in ".yaml".', 'der Name einer Szenariodatei endet auf ".yaml".'),
    "why_needs_policy": (
        "which policy is to be explained? {baseline} is the baseline; the others are: {others}.",
        "welche Strategie soll erklärt werden? {baseline} ist die Vergleichsbasis; die anderen sind: {others}.",
    ),
    "causes_need_two": (
        "the chart causes compares a policy with the first one, but this scenario has only one policy.",
        "das Diagramm causes vergleicht eine Strategie mit der ersten, doch dieses Szenario hat nur eine.",
    ),
    "why_baseline": (
        "{baseline} is the baseline itself. The others are: {others}.",
        "{baseline} ist selbst die Vergleichsbasis. Die anderen sind: {others}.",
    ),
    "no_such_thing": ("there is no {name}.", "{name} gibt es nicht."),
    "see_list": ('"followersim list {what}" shows what there is.', '"followersim list {what}" zeigt, was es gibt.'),
}

YAML: Final = {
    "tab": (
        "this line is indented with a tab character, which YAML does not allow.",
        "diese Zeile ist mit einem Tabulator eingerückt, das lässt YAML nicht zu.",
    ),
    "use_spaces": ("Use two spaces instead of each tab.", "Nehmen Sie statt jedes Tabulators zwei Leerzeichen."),
    "not_yaml": ("this is not valid YAML.", "dies ist kein gültiges YAML."),
    "yaml_colon": (
        "Perhaps a colon is too many, or missing in the line before; a text with a colon needs quotation marks.",
        "Vielleicht ist ein Doppelpunkt zu viel oder fehlt davor; ein Text mit Doppelpunkt braucht Anführungszeichen.",
    ),
    "yaml_quote": (
        "Perhaps a quotation mark was opened before and not closed.",
        "Vielleicht wurde davor ein Anführungszeichen geöffnet und nicht geschlossen.",
    ),
    "yaml_bracket": (
        "Perhaps a square bracket [ was opened and not closed, or a comma is missing.",
        "Vielleicht wurde eine eckige Klammer [ geöffnet und nicht geschlossen, oder ein Komma fehlt.",
    ),
    "yaml_brace": (
        "Perhaps a curly bracket {{ was opened and not closed, or a comma is missing.",
        "Vielleicht wurde eine geschweifte Klammer {{ geöffnet und nicht geschlossen, oder ein Komma fehlt.",
    ),
    "yaml_character": (
        "A text that begins with %, @ or ` needs quotation marks.",
        "Ein Text, der mit %, @ oder ` beginnt, braucht Anführungszeichen.",
    ),
    "yaml_star": (
        "A text that begins with * or & needs quotation marks.",
        "Ein Text, der mit * oder & beginnt, braucht Anführungszeichen.",
    ),
    "yaml_exclamation": (
        "A text that begins with ! needs quotation marks.",
        "Ein Text, der mit ! beginnt, braucht Anführungszeichen.",
    ),
    "yaml_missing_colon": (
        'Perhaps the colon after a key is missing, or the space after the colon ("key: value").',
        'Vielleicht fehlt der Doppelpunkt nach einem Schlüssel oder das Leerzeichen danach ("Schlüssel: Wert").',
    ),
    "yaml_indentation": (
        "Lines of one group must begin in the same column; check the spaces at the beginning.",
        "Zeilen einer Gruppe müssen in derselben Spalte beginnen; prüfen Sie die Leerzeichen am Anfang.",
    ),
    "yaml_escape": (
        r"In double quotation marks a backslash \ is special; use single ones.",
        r"In doppelten Anführungszeichen ist der Rückstrich \ besonders; nehmen Sie einfache.",
    ),
    "yaml_general": (
        "Check colons, quotation marks, brackets and the spaces at the beginning of this line and the one before.",
        "Prüfen Sie in dieser und der vorigen Zeile Doppelpunkte, Anführungszeichen, Klammern und Einrückung.",
    ),
}
