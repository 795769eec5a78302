"""Every sentence about wrong input, in English and German, by name. Gaps are filled by `errors.Message`.

Those about files, YAML and command lines are in `messages_files.py`, those about sweeps in `messages_sweeps.py`, those
about calibrating in `messages_accounts.py`.
"""

from __future__ import annotations

from typing import Final

from followersim.scenario.messages_accounts import ACCOUNTS
from followersim.scenario.messages_files import COMMANDS, FILES, YAML
from followersim.scenario.messages_sweeps import CHANGES, SWEEPS, TABLES

_KEYS: Final = {
    "nothing": ("nothing", "nichts"),
    "line": ("line {line}", "Zeile {line}"),
    "more_problems": ("... and {more} more.", "... und {more} weitere."),
    "did_you_mean": ('Did you mean "{name}"?', 'Meinten Sie "{name}"?'),
    "unknown_key": (
        'there is no key "{name}" here. Possible keys: {allowed}.',
        'einen Schlüssel "{name}" gibt es hier nicht. Möglich sind: {allowed}.',
    ),
    "comma_in_braces": (
        "If it belongs to a text with a comma in curly brackets, put the text in quotation marks.",
        "Gehört es zu einem Text mit Komma in geschweiften Klammern, setzen Sie den Text in Anführungszeichen.",
    ),
    "missing": ('"{name}" is missing.', '"{name}" fehlt.'),
    "add_key": ('Add a line "{name}: ..." here.', 'Ergänzen Sie hier eine Zeile "{name}: ...".'),
    "twice": (
        "this key was already used in line {first}.",
        "dieser Schlüssel kam schon in Zeile {first} vor.",
    ),
    "remove_one": (
        "Keep one of the two and remove the other.",
        "Behalten Sie einen davon und löschen Sie den anderen.",
    ),
}

_VALUES: Final = {
    "wrong_value": ("{found} does not fit here.", "{found} passt hier nicht."),
    "wrong_choice": (
        "{found} is not possible here. Allowed: {allowed}.",
        "{found} geht hier nicht. Erlaubt: {allowed}.",
    ),
    "expected_mapping": (
        'keys with values were expected here ("key: value"), but found {found}.',
        'hier werden Schlüssel mit Werten erwartet ("Schlüssel: Wert"), gefunden wurde {found}.',
    ),
    "expected_policy": (
        "the name of a policy, a policy file, or a policy written out was expected here, but found {found}.",
        "hier wird der Name einer Strategie, eine Datei oder eine ausgeschriebene Strategie erwartet, nicht {found}.",
    ),
    "expected_profile": (
        "the name of a profile, or a profile written out was expected here, but found {found}.",
        "hier wird der Name eines Profils oder ein ausgeschriebenes Profil erwartet, gefunden wurde {found}.",
    ),
    "expected_list": (
        "a list was expected here (in square brackets, or one line each beginning with a dash), but found {found}.",
        "hier wird eine Liste erwartet (in eckigen Klammern oder je Zeile ein Strich), gefunden wurde {found}.",
    ),
    "expected_text": (
        "a text was expected here, but found {found}.",
        "hier wird ein Text erwartet, gefunden wurde {found}.",
    ),
    "expected_true_or_false": (
        "true or false was expected here, but found {found}.",
        "hier wird true oder false erwartet, gefunden wurde {found}.",
    ),
    "list_too_short": ("at least {least} entry is needed here.", "hier ist mindestens {least} Eintrag nötig."),
    "list_too_long": (
        "{count} entries are too many here; at most {most} are allowed.",
        "{count} Einträge sind hier zu viele; höchstens {most} sind erlaubt.",
    ),
    "wrong_text": (
        "a text (or one text per language, en and de) was expected here, but found {found}.",
        "hier wird ein Text erwartet (oder je Sprache einer, en und de), gefunden wurde {found}.",
    ),
    "use_quotes": (
        "If it is meant as text, put it in quotation marks.",
        "Wenn es als Text gemeint ist, setzen Sie es in Anführungszeichen.",
    ),
    "wrong_number": (
        "a number from {low} to {high} was expected here, but found {found}.",
        "hier wird eine Zahl von {low} bis {high} erwartet, gefunden wurde {found}.",
    ),
    "wrong_whole_number": (
        "a whole number from {low} to {high} was expected here, but found {found}.",
        "hier wird eine ganze Zahl von {low} bis {high} erwartet, gefunden wurde {found}.",
    ),
    "wrong_range": (
        "{found} is out of range. Allowed: {low} to {high}.",
        "{found} liegt außerhalb des Erlaubten. Erlaubt: {low} bis {high}.",
    ),
    "write_number": ("Write {number}.", "Schreiben Sie {number}."),
    "thousands": (
        "Numbers are written with a decimal point and without separators: 20000, not 20.000.",
        "Zahlen stehen mit Dezimalpunkt und ohne Tausenderpunkte: 20000, nicht 20.000.",
    ),
    "as_share": (
        "Shares are numbers from 0 to 1; for {found} per cent write {share}.",
        "Anteile sind Zahlen von 0 bis 1; für {found} Prozent schreiben Sie {share}.",
    ),
    "remove_quotes": ("Write {number} without quotation marks.", "Schreiben Sie {number} ohne Anführungszeichen."),
    "wrong_text_length": (
        "this text is too long; at most {most} characters are allowed.",
        "dieser Text ist zu lang; höchstens {most} Zeichen sind erlaubt.",
    ),
    "wrong_line_length": (
        "one line of 1 to {most} characters is needed here.",
        "hier ist eine Zeile von 1 bis {most} Zeichen nötig.",
    ),
    "wrong_name_length": (
        "a name needs 1 to {most} characters.",
        "ein Name braucht 1 bis {most} Zeichen.",
    ),
    "wrong_control_characters": (
        "{found} contains control characters or line breaks that cannot be shown here.",
        "{found} enthält Steuerzeichen oder Zeilenumbrüche, die hier nicht darstellbar sind.",
    ),
    "remove_characters": (
        "Type the text again instead of pasting it.",
        "Tippen Sie den Text neu, statt ihn einzufügen.",
    ),
    "wrong_name_formula": (
        'a name must not begin with "{start}": a spreadsheet would take {found} for a formula.',
        'ein Name darf nicht mit "{start}" beginnen: Eine Tabellenkalkulation hielte {found} für eine Formel.',
    ),
    "name_start": ("Begin with a letter or a digit.", "Beginnen Sie mit einem Buchstaben oder einer Ziffer."),
    "wrong_name_markup": (
        "a name must not contain tags in angle brackets, but found {found}.",
        "ein Name darf keine Auszeichnungen in spitzen Klammern enthalten, gefunden wurde {found}.",
    ),
    "name_brackets": (
        "Leave out the angle brackets < and >.",
        "Lassen Sie die spitzen Klammern < und > weg.",
    ),
    "wrong_name_path": (
        'a name must not contain the step ".." of a path, but found {found}.',
        'ein Name darf den Pfadschritt ".." nicht enthalten, gefunden wurde {found}.',
    ),
    "name_dots": (
        'Use a plain name. A policy file belongs into the list of policies with its path, ending in ".yaml".',
        'Nehmen Sie einen einfachen Namen; eine Strategiedatei steht mit Pfad (und ".yaml") unter policies.',
    ),
}

_TIMES: Final = {
    "wrong_date": ("{found} is not a date.", "{found} ist kein Datum."),
    "wrong_date_range": (
        "the date {found} is too far away; years from 1900 to 2200 are possible.",
        "das Datum {found} liegt zu fern; möglich sind die Jahre 1900 bis 2200.",
    ),
    "write_date": ("Write year-month-day, like 2026-03-02.", "Schreiben Sie Jahr-Monat-Tag, etwa 2026-03-02."),
    "impossible_date": ("there is no such day as {found}.", "einen Tag {found} gibt es nicht."),
    "look_at_calendar": (
        "Dates are written year-month-day, like 2026-03-02.",
        "Ein Datum steht als Jahr-Monat-Tag, etwa 2026-03-02.",
    ),
    "wrong_hours": ("{found} is not a span of hours.", "{found} ist keine Zeitspanne."),
    "wrong_hours_order": (
        "a span of hours must begin before it ends, within 0 to 24; found {first} to {last}.",
        "eine Zeitspanne muss vor ihrem Ende beginnen und zwischen 0 und 24 liegen; gefunden wurde {first} bis {last}.",
    ),
    "write_hours": ('Write full hours, like "9-17".', 'Schreiben Sie volle Stunden, etwa "9-17".'),
    "wrong_weekdays": ("{found} are no weekdays.", "{found} sind keine Wochentage."),
    "write_weekdays": ('Write "mon-fri" or "sat,sun".', 'Schreiben Sie "mo-fr" oder "sa,so".'),
    "wrong_event_time": (
        "an event needs either a day, or a rate per_month if it happens by chance.",
        "ein Ereignis braucht entweder einen Tag (day) oder, wenn es zufällig kommt, eine Rate (per_month).",
    ),
    "event_time_advice": (
        'Write "day: 20" or "per_month: 0.5", not both.',
        'Schreiben Sie "day: 20" oder "per_month: 0.5", nicht beides.',
    ),
    "wrong_event_hour": (
        "an event by chance (per_month) has no fixed hour.",
        "ein zufälliges Ereignis (per_month) hat keine feste Stunde.",
    ),
    "event_too_late": (
        "day {day} lies after the end: the period has {days} days, numbered 0 to {last}.",
        "Tag {day} liegt nach dem Ende: Der Zeitraum hat {days} Tage, gezählt von 0 bis {last}.",
    ),
}

_PARTS: Final = {
    "wrong_mix_empty": (
        "all weights of the mix are 0, so there would be nothing to post.",
        "alle Gewichte der Mischung sind 0, es gäbe also nichts zu veröffentlichen.",
    ),
    "wrong_segment": (
        'there is no segment "{name}". Possible: {known}.',
        'eine Gruppe "{name}" gibt es nicht. Möglich sind: {known}.',
    ),
    "wrong_segments_empty": (
        "all weights are 0, so nobody would be left.",
        "alle Gewichte sind 0, es bliebe niemand übrig.",
    ),
    "wrong_followers": (
        "there cannot be more followers ({followers}) than people ({people}).",
        "es kann nicht mehr Follower ({followers}) als Menschen ({people}) geben.",
    ),
    "wrong_worlds": (
        "a whole number from {low} to {high}, or auto, was expected here, but found {found}.",
        "hier wird eine ganze Zahl von {low} bis {high} oder auto erwartet, gefunden wurde {found}.",
    ),
    "unknown_policy": (
        "there is no policy {name}. Built in: {known}.",
        "eine Strategie {name} gibt es nicht. Eingebaut sind: {known}.",
    ),
    "policy_paths": (
        'A policy file of your own is given by its path, ending in ".yaml".',
        'Eine eigene Strategiedatei wird mit ihrem Pfad angegeben, der auf ".yaml" endet.',
    ),
    "no_policy_file": ("there is no policy file {name}.", "eine Strategiedatei {name} gibt es nicht."),
    "policy_twice": (
        "the policy name {name} is used twice.",
        "der Name {name} kommt bei zwei Strategien vor.",
    ),
    "other_name": ("Give one of the two another name.", "Geben Sie einem der beiden einen anderen Namen."),
    "too_many_bases": (
        "more than {most} policies build on one another; perhaps they go round in a circle.",
        "mehr als {most} Strategien bauen aufeinander auf; vielleicht drehen sie sich im Kreis.",
    ),
    "untrusted_code": (
        "{name} is a policy written in Python. Running it means running that code on this computer.",
        "{name} ist eine in Python geschriebene Strategie. Sie auszuführen heißt, diesen Code hier auszuführen.",
    ),
    "trust_code": (
        "If you know where it comes from, run again with --trust-code.",
        "Wenn Sie wissen, woher sie stammt, starten Sie noch einmal mit --trust-code.",
    ),
    "policy_not_loaded": (
        "the policy {name} could not be loaded: {reason}",
        "die Strategie {name} ließ sich nicht laden: {reason}",
    ),
    "unknown_profile": (
        "there is no profile {name}. Built in: {known}.",
        "ein Profil {name} gibt es nicht. Eingebaut sind: {known}.",
    ),
    "unknown_parameter": ("there is no model parameter {name}.", "einen Modellparameter {name} gibt es nicht."),
    "list_parameters": (
        '"followersim list parameters" shows all of them.',
        '"followersim list parameters" zeigt alle.',
    ),
    "usual_value": ("The usual value is {usual}.", "Üblich ist {usual}."),
}

_COMPANIES: Final = {
    "unknown_company": (
        "there is no company {name} in this scenario. Possible: {known}.",
        "ein Unternehmen {name} gibt es in diesem Szenario nicht. Möglich sind: {known}.",
    ),
    "add_rival": (
        "Companies other than your own are listed under rivals, each with a name.",
        "Andere Unternehmen als das eigene stehen unter rivals, jedes mit einem Namen (name).",
    ),
    "wrong_rival_main": (
        '"main" is the company of the scenario itself.',
        '"main" heißt schon das Unternehmen, um das es im Szenario geht.',
    ),
    "rival_main_advice": (
        "Give the other company another name.",
        "Geben Sie dem anderen Unternehmen einen anderen Namen.",
    ),
    "rival_twice": (
        "two other companies are called {name}.",
        "zwei andere Unternehmen heißen {name}.",
    ),
    "rival_python": (
        "{name} is a policy written in Python; other companies cannot have one.",
        "{name} ist eine in Python geschriebene Strategie; andere Unternehmen können keine solche haben.",
    ),
    "rival_policies": (
        "Name a built-in policy or a policy file, or write one out here.",
        "Nennen Sie eine eingebaute Strategie oder eine Strategiedatei, oder schreiben Sie hier eine aus.",
    ),
    "rival_followers": (
        "{name} cannot have more followers ({count}) than there are people ({people}).",
        "{name} kann nicht mehr Follower ({count}) haben, als es Menschen gibt ({people}).",
    ),
    "rival_overlap": (
        "{shared} of the {count} followers of {name} would also follow the main company, which has {followers} only.",
        "{shared} der {count} Follower von {name} würden auch dem Hauptunternehmen folgen; das hat nur {followers}.",
    ),
    "rival_apart": (
        "{apart} of the {count} followers of {name} would not follow the main company; there are only {others} others.",
        "{apart} der {count} Follower von {name} folgten dem Hauptunternehmen nicht; es gibt nur {others} andere.",
    ),
    "rival_fitting_overlap": (
        "With {count} followers, an overlap from {low} to {high} is possible; or give it fewer followers.",
        "Bei {count} Followern geht ein overlap von {low} bis {high}; oder geben Sie ihm weniger Follower (followers).",
    ),
    "rival_fewer": (
        "Give it fewer followers, at most {most}.",
        "Geben Sie ihm weniger Follower (followers), höchstens {most}.",
    ),
    "rival_policy_named": (
        "only parts of a policy that is written out under rivals can be changed.",
        "nur Teile einer Strategie, die unter rivals ausgeschrieben ist, lassen sich ändern.",
    ),
    "rival_policy_written_out": (
        "Write it out there: policy: {{based_on: harsh_reply, name: theirs}}.",
        "Schreiben Sie sie dort aus: policy: {{based_on: harsh_reply, name: ihre}}.",
    ),
}

MESSAGES: Final[dict[str, dict[str, str]]] = {
    name: {"en": en, "de": de}
    for group in (_KEYS, _VALUES, _TIMES, _PARTS, _COMPANIES, CHANGES, SWEEPS, TABLES, FILES, COMMANDS, YAML, ACCOUNTS)
    for name, (en, de) in group.items()
}
"""The sentences: name -> language -> sentence with gaps in braces."""
