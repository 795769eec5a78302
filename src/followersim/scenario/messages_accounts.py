"""Sentences about calibrating: what is searched, and figures of one's own account that cannot be understood."""

from __future__ import annotations

from typing import Final

ACCOUNTS: Final = {
    "calibrate_range": (
        "a range from a smaller to a larger number was expected here, but found {found}.",
        "hier wird ein Bereich von einer kleineren bis zu einer größeren Zahl erwartet, gefunden wurde {found}.",
    ),
    "calibrate_range_form": (
        "Write it like likes=0.001..0.02, with decimal points.",
        "Schreiben Sie ihn wie likes=0.001..0.02, mit Dezimalpunkten.",
    ),
    "calibrate_twice": ("this parameter is named twice.", "dieser Parameter ist zweimal genannt."),
    "calibrate_too_many": (
        "{count} parameters are too many for a search; at most {most}.",
        "{count} Parameter sind zu viele für eine Suche; höchstens {most}.",
    ),
    "calibrate_no_scipy": (
        "calibrating needs SciPy, which is not installed.",
        "zum Kalibrieren wird SciPy gebraucht; es ist nicht installiert.",
    ),
    "calibrate_install": (
        'Install it with: python -m pip install "followersim[calibration]"',
        'So wird es installiert: python -m pip install "followersim[calibration]"',
    ),
    "calibrate_only_targets": (
        "this option goes with published targets, not with --data.",
        "diese Option gehört zu den veröffentlichten Zielwerten, nicht zu --data.",
    ),
    "calibrate_only_data": ("this option needs --data.", "diese Option braucht --data."),
    "calibrate_one_profile": (
        "an account belongs to one company; name one profile.",
        "ein Konto gehört zu einem Unternehmen; nennen Sie ein Profil.",
    ),
    "calibrate_profile_or_scenario": (
        "the scenario already says which company it is.",
        "welches Unternehmen es ist, sagt schon das Szenario.",
    ),
    "calibrate_other_search": (
        (
            "this folder holds the trials of another search (other parameters, ranges, targets, data, seed, number of "
            "worlds, or another version of the program)."
        ),
        (
            "in diesem Ordner liegen die Versuche einer anderen Suche (andere Parameter, Bereiche, Zielwerte, Daten, "
            "Startwert, Anzahl der Welten oder eine andere Programmversion)."
        ),
    ),
    "calibrate_other_folder": (
        "Choose another folder with --out, or throw those trials away with --fresh.",
        "Wählen Sie einen anderen Ordner (--out) oder verwerfen Sie diese Versuche mit --fresh.",
    ),
    "account_too_big": (
        "this file is larger than 1 MB; three years of days are less than 100 kB.",
        "diese Datei ist größer als 1 MB; drei Jahre mit einer Zeile je Tag haben keine 100 kB.",
    ),
    "account_form": (
        "The first line names the columns: date, followers, posts, messages, share_answered; then one line per day.",
        "Die erste Zeile nennt die Spalten: date, followers, posts, messages, share_answered; dann eine Zeile je Tag.",
    ),
    "account_empty": ("there are no days in this file.", "in dieser Datei stehen keine Tage."),
    "account_unknown_column": (
        "there is no column {found}. Possible: {known}.",
        "eine Spalte {found} gibt es nicht. Möglich sind: {known}.",
    ),
    "account_remove_column": ("Remove it from the file.", "Löschen Sie sie aus der Datei."),
    "account_column_twice": ("this column is there twice.", "diese Spalte kommt zweimal vor."),
    "account_no_column": ('the column "{name}" is missing.', 'die Spalte "{name}" fehlt.'),
    "account_row": (
        "there are {count} values in this line, but {expected} columns.",
        "in dieser Zeile stehen {count} Werte, es gibt aber {expected} Spalten.",
    ),
    "account_row_advice": (
        "A number with a comma needs quotation marks where columns are separated by commas.",
        "Wo Kommas die Spalten trennen, braucht eine Zahl mit Komma Anführungszeichen.",
    ),
    "account_date": ("{found} is no date.", "{found} ist kein Datum."),
    "account_date_form": (
        "Write it like 2026-03-31 or 31.03.2026.",
        "Schreiben Sie es wie 31.03.2026 oder 2026-03-31.",
    ),
    "account_date_order": (
        "{found} does not follow the day before it; {expected} was expected.",
        "{found} folgt nicht auf den Tag davor; erwartet wurde {expected}.",
    ),
    "account_every_day": (
        "Give every day one line, in order; on days without posts or messages write 0.",
        "Geben Sie jedem Tag eine Zeile, der Reihe nach; an Tagen ohne Beiträge oder Nachrichten steht 0.",
    ),
    "account_count": (
        "{found} is no whole number from {low} to {high}.",
        "{found} ist keine ganze Zahl von {low} bis {high}.",
    ),
    "account_count_form": (
        "Write 12345, or with separators of thousands 12,345.",
        "Schreiben Sie 12345 oder mit Tausenderpunkt 12.345.",
    ),
    "account_share": (
        "{found} is no share from 0 to 1.",
        "{found} ist kein Anteil von 0 bis 1.",
    ),
    "account_share_form": (
        "Write 0.85 or 85 %; on days without messages leave it empty.",
        "Schreiben Sie 0,85 oder 85 %; an Tagen ohne Nachrichten lassen Sie die Zelle leer.",
    ),
    "account_part": (
        "{found} is more than there is in the column {whole} ({count}).",
        "{found} ist mehr, als in der Spalte {whole} steht ({count}).",
    ),
    "account_part_advice": ("Check both numbers.", "Prüfen Sie beide Zahlen."),
    "account_few_days": (
        "these are {count} days; {least} to {most} are needed, best eight weeks or more.",
        "das sind {count} Tage; gebraucht werden {least} bis {most}, am besten acht Wochen oder mehr.",
    ),
    "account_no_messages": (
        "there is not a single message in this file: nothing to fit.",
        "in dieser Datei steht keine einzige Nachricht: Es gibt nichts anzupassen.",
    ),
}
