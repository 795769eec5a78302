"""Sentences about sweeps and about changes by dotted key."""

from __future__ import annotations

from typing import Final

CHANGES: Final = {
    "no_such_place": (
        'there is nothing at "{key}" in this scenario that could be changed.',
        'unter "{key}" gibt es in diesem Szenario nichts, was sich ändern ließe.',
    ),
    "unknown_change": ("this cannot be set.", "dies lässt sich nicht setzen."),
    "set_keys": (
        "Possible are keys like worlds, seed, team.members, profile.publicity, period.days, events.0.severity.",
        "Möglich sind Schlüssel wie worlds, seed, team.members, profile.publicity, period.days, events.0.severity.",
    ),
    "set_form": (
        '"{text}" was not understood.',
        '"{text}" wurde nicht verstanden.',
    ),
    "set_form_advice": (
        "Write KEY=VALUE, like --set team.members=2.",
        "Schreiben Sie SCHLÜSSEL=WERT, etwa --set team.members=2.",
    ),
}

SWEEPS: Final = {
    "wrong_sweep_value": (
        "a sweep goes over numbers, words, true or false, or lists of words, but found {found}.",
        "durchgespielt werden Zahlen, Wörter, true oder false oder Listen von Wörtern, gefunden wurde {found}.",
    ),
    "unknown_sweep": (
        "a sweep cannot change this.",
        "dies lässt sich nicht mit mehreren Werten durchspielen.",
    ),
    "sweep_keys": (
        "Possible are keys like team.members, replies.criticism.share, profile.publicity, period.days, events.0.share.",
        "Möglich sind etwa team.members, replies.criticism.share, profile.publicity, period.days, events.0.share.",
    ),
    "sweep_file": (
        "a sweep cannot go over policy files like {name}.",
        "über Strategiedateien wie {name} kann ein Raster nicht gehen.",
    ),
    "sweep_built_in": (
        "Name built-in policies: followersim list policies.",
        "Nennen Sie eingebaute Strategien: followersim list policies.",
    ),
    "sweep_twice": ("the value {found} is listed twice.", "der Wert {found} steht zweimal da."),
    "too_many_points": (
        "the sweep has {count} points; at most {most} are possible.",
        "das sind {count} Punkte; höchstens {most} sind möglich.",
    ),
    "sweep_alone": (
        "points, csv and sample (with size and ranges) each stand alone; a grid has none of them.",
        "points, csv und sample (mit size und ranges) stehen jeweils allein; ein Raster enthält keins davon.",
    ),
    "sweep_points_key": (
        "A list of points belongs below the key points: sweep: {{points: [...]}}.",
        "Eine Liste von Punkten gehört unter den Schlüssel points: sweep: {{points: [...]}}.",
    ),
    "wrong_point_empty": ("this point says nothing.", "dieser Punkt sagt nichts."),
    "point_value": (
        'Write "{{team.members: 2, team.training: 0.5}}", the same keys in every point.',
        'Schreiben Sie "{{team.members: 2, team.training: 0.5}}", in jedem Punkt dieselben Schlüssel.',
    ),
    "point_lacks": (
        'this point does not say "{name}", but the first one does.',
        'dieser Punkt sagt nichts zu "{name}", der erste schon.',
    ),
    "point_more": (
        'this point says "{name}", but the first one does not.',
        'dieser Punkt sagt etwas zu "{name}", der erste nicht.',
    ),
    "point_keys": ("All points need the same keys.", "Alle Punkte brauchen dieselben Schlüssel."),
    "point_twice": (
        "this point is the same as the one in {first}.",
        "dieser Punkt ist derselbe wie der in {first}.",
    ),
    "point_number": ("point {number}", "Punkt {number}"),
    "remove_point": ("Remove one of the two.", "Löschen Sie einen davon."),
    "wrong_span": (
        "two numbers were expected here, [low, high], but found {found}.",
        "hier werden zwei Zahlen erwartet, [von, bis], gefunden wurde {found}.",
    ),
    "wrong_span_order": (
        "the first number of a range must be smaller than the second; found {low} and {high}.",
        "die erste Zahl eines Bereichs muss kleiner sein als die zweite; gefunden wurde {low} und {high}.",
    ),
    "span_form": (
        "Write two numbers with decimal points, like [0.5, 2.0].",
        "Schreiben Sie zwei Zahlen mit Dezimalpunkt, etwa [0.5, 2.0].",
    ),
    "whole_span": (
        "only whole numbers from {low} to {high} are taken, since both are written as whole numbers.",
        "nur ganze Zahlen von {low} bis {high} kommen vor, denn beide stehen als ganze Zahlen da.",
    ),
    "write_span": (
        "For everything in between write [{low}.0, {high}.0].",
        "Für alles dazwischen schreiben Sie [{low}.0, {high}.0].",
    ),
    "write_whole_span": (
        "Write both bounds as whole numbers, like [1, 5].",
        "Schreiben Sie beide Grenzen als ganze Zahlen, etwa [1, 5].",
    ),
    "fit_span": (
        "Every number of the range has to be possible there.",
        "Jede Zahl des Bereichs muss dort möglich sein.",
    ),
    "sobol_size": (
        "a Sobol sample fills its ranges evenly only if its size is a power of two, and {size} is none.",
        "eine Sobol-Stichprobe füllt die Bereiche nur gleichmäßig, wenn size eine Zweierpotenz ist; {size} ist keine.",
    ),
    "take_power": ("Better take {below} or {above}.", "Besser wäre {below} oder {above}."),
    "take_lower_power": ("Better take {below}.", "Besser wäre {below}."),
    "sample_repeats": (
        "only {count} of {size} points are different, since there are only so many whole numbers; each is run once.",
        "nur {count} von {size} Punkten sind verschieden, mehr ganze Zahlen gibt es nicht; jeder läuft einmal.",
    ),
    "sample_or_grid": (
        "A smaller size, or a grid of all values, does the same.",
        "Eine kleinere size oder ein Raster aller Werte leistet dasselbe.",
    ),
    "sampling_missing": (
        "drawing samples needs SciPy, which is not installed here.",
        "Stichproben brauchen SciPy, das hier nicht installiert ist.",
    ),
    "install_sampling": (
        'Install it with: python -m pip install "followersim[sampling]"',
        'So wird es installiert: python -m pip install "followersim[sampling]"',
    ),
}

TABLES: Final = {
    "wrong_csv_name": (
        "the name of a CSV file was expected here (it ends in .csv or .tsv), but found {found}.",
        "hier wird der Name einer CSV-Datei erwartet (er endet auf .csv oder .tsv), gefunden wurde {found}.",
    ),
    "csv_form": (
        "A CSV file of points has keys like team.members in its first line and one point in each further line.",
        "Eine CSV-Datei mit Punkten hat in der ersten Zeile Schlüssel wie team.members, dann je Zeile einen Punkt.",
    ),
    "no_csv_file": ("there is no CSV file {name}.", "eine CSV-Datei {name} gibt es nicht."),
    "csv_place": (
        "It is looked for in the folder of the scenario.",
        "Gesucht wird im Ordner des Szenarios.",
    ),
    "csv_too_big": (
        "this file is larger than 10 MB, more than any sweep needs.",
        "diese Datei ist größer als 10 MB, mehr, als man je durchspielen kann.",
    ),
    "csv_empty": ("there are no points in this file.", "in dieser Datei stehen keine Punkte."),
    "csv_broken": (
        "the quotation marks of this line do not fit together.",
        "die Anführungszeichen dieser Zeile passen nicht zusammen.",
    ),
    "csv_quotes": (
        'A cell in quotation marks begins and ends with ", and a " within it is doubled.',
        'Eine Zelle in Anführungszeichen beginnt und endet mit ", und ein " darin steht doppelt.',
    ),
    "csv_no_keys": (
        "the first line must hold the keys of the columns, but {found} stands there.",
        "in der ersten Zeile müssen die Schlüssel der Spalten stehen, dort steht aber {found}.",
    ),
    "csv_nameless": (
        "column {number} has no key in the first line.",
        "Spalte {number} hat in der ersten Zeile keinen Schlüssel.",
    ),
    "csv_name_or_remove": (
        "Give it a key like team.members, or delete the column.",
        "Geben Sie ihr einen Schlüssel wie team.members, oder löschen Sie die Spalte.",
    ),
    "csv_key_twice": (
        "columns {first} and {second} have the same key.",
        "die Spalten {first} und {second} haben denselben Schlüssel.",
    ),
    "csv_many_keys": (
        "{count} columns are too many; at most {most} are possible.",
        "{count} Spalten sind zu viele; höchstens {most} sind möglich.",
    ),
    "csv_row": (
        "this line has {count} cells, but the first line has {expected}.",
        "diese Zeile hat {count} Zellen, die erste aber {expected}.",
    ),
    "csv_row_longer": (
        "Decimal numbers need a point (0.5, not 0,5); a text with a comma needs quotation marks.",
        "Dezimalzahlen brauchen einen Punkt (0.5, nicht 0,5); ein Text mit Komma braucht Anführungszeichen.",
    ),
    "csv_row_shorter": ("Give a value for every key.", "Geben Sie für jeden Schlüssel einen Wert an."),
    "csv_no_value": ("there is no value here.", "hier steht kein Wert."),
    "csv_comma": (
        "the number {found} is written with a comma.",
        "die Zahl {found} ist mit Komma geschrieben.",
    ),
    "csv_point": (
        "Numbers have a decimal point and no separators: 0.5 or 20000.",
        "Zahlen haben einen Dezimalpunkt und keine Tausendertrennung: 0.5 oder 20000.",
    ),
    "not_a_plain_file": ("this is not an ordinary file.", "dies ist keine gewöhnliche Datei."),
}
