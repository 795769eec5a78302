"""What the commands say, in English and German, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from followersim.cli.language import Language

_WORDS: Final[dict[str, tuple[str, str]]] = {
    # what goes wrong outside the input
    "interrupted": (
        "Interrupted. Results that were finished are kept, nothing half-written is left.",
        "Abgebrochen. Fertige Ergebnisse bleiben erhalten, nichts Halbes bleibt zurück.",
    ),
    "ending": (
        "Finishing what has begun; Ctrl-C again stops at once ...",
        "Begonnenes wird noch fertig; noch einmal Strg-C bricht sofort ab ...",
    ),
    "interrupted_run": (
        "Interrupted. {done} of {total} units of work are finished and kept; the same command goes on from there.",
        "Abgebrochen. {done} von {total} Arbeitspaketen sind fertig und bleiben; derselbe Befehl macht dort weiter.",
    ),
    "no_memory": (
        "This computer has not enough memory for that many people. Try a smaller audience or fewer jobs (--jobs 1).",
        "Für so viele Menschen reicht der Arbeitsspeicher nicht. Versuchen Sie ein kleineres Publikum oder --jobs 1.",
    ),
    "system": ("{place}{reason}.", "{place}{reason}."),
    "disk_full": (
        "the disk is full; nothing half-written is left",
        "der Datenträger ist voll; nichts Halbes bleibt zurück",
    ),
    "not_allowed": (
        "writing or reading is not allowed there; choose another folder with --out",
        "dort darf nicht geschrieben oder gelesen werden; wählen Sie mit --out einen anderen Ordner",
    ),
    "not_a_folder": (
        "there is a file where a folder is needed; choose another folder with --out",
        "wo ein Ordner sein müsste, liegt eine Datei; wählen Sie mit --out einen anderen Ordner",
    ),
    "is_a_folder": ("this is a folder, not a file", "dies ist ein Ordner, keine Datei"),
    "name_too_long": ("this name is too long", "dieser Name ist zu lang"),
    "not_there": ("there is no such file or folder", "diese Datei oder diesen Ordner gibt es nicht"),
    "unexpected": (
        (
            "Something went wrong that should not have ({kind}: {text}).\n"
            "This is a fault of the program, not yours. Run again with FOLLOWERSIM_DEBUG=1 to see the details."
        ),
        (
            "Etwas ging schief, was nicht hätte passieren dürfen ({kind}: {text}).\n"
            "Das ist ein Fehler des Programms, nicht Ihrer. Mit FOLLOWERSIM_DEBUG=1 zeigt es die Einzelheiten."
        ),
    ),
    # run
    "compiling": (
        "compiling the model for this machine (once, about 15 s) ...",
        "Das Modell wird für diesen Rechner übersetzt (einmalig, etwa 15 s) ...",
    ),
    "running": (
        "{name}: {sizes} ...",
        "{name}: {sizes} ...",
    ),
    "long_run": ("This run: {time}; {size}.", "Dieser Lauf: {time}; {size}."),
    "disk_space": (
        "about {size} on the disk, twice that while it runs",
        "etwa {size} auf dem Datenträger, währenddessen doppelt so viel",
    ),
    "little_space": (
        "That may not fit: only {free} are free there.",
        "Das passt vielleicht nicht: Dort sind nur {free} frei.",
    ),
    "megabytes": ("{n} MB", "{n} MB"),
    "gigabytes": ("{n} GB", "{n} GB"),
    "going_on": (
        "Going on where an earlier run stopped: {share} are done (--fresh starts anew).",
        "Weiter, wo ein früherer Lauf aufgehört hat: {share} sind fertig (--fresh fängt neu an).",
    ),
    "left_over": (
        "Finished work of another, interrupted run is kept in {folder} ({n} files); --fresh removes it.",
        "Fertige Arbeit eines anderen, abgebrochenen Laufs liegt noch in {folder} ({n} Dateien); --fresh entfernt sie.",
    ),
    "stopped_at": (
        (
            "{worlds} were enough: every likelihood of a shitstorm is known to +/- {points} percentage points. Looked "
            "at after every {every}; the intervals allow for that."
        ),
        (
            "{worlds} genügten: Jede Wahrscheinlichkeit eines Shitstorms ist auf +/- {points} Prozentpunkte bekannt. "
            "Nachgesehen wurde nach jeweils {every}; die Intervalle berücksichtigen das."
        ),
    ),
    "not_enough": (
        "Even after {worlds} not every likelihood of a shitstorm is known to +/- {points} percentage points.",
        "Auch nach {worlds} ist nicht jede Wahrscheinlichkeit eines Shitstorms auf +/- {points} Prozentpunkte bekannt.",
    ),
    "reused": (
        "{name}: nothing has changed since the last run, so its results are used (--fresh runs it again).",
        "{name}: Seit dem letzten Lauf hat sich nichts geändert; seine Ergebnisse gelten (--fresh startet neu).",
    ),
    "drawing": ("Drawing the charts again ...", "Zeichnet die Diagramme neu ..."),
    "written": ("Written to {folder}", "Geschrieben nach {folder}"),
    "found_in": ("Results are in {folder}", "Die Ergebnisse liegen in {folder}"),
    # verify
    "verified_all": (
        "All {units} were run again: {numbers} numbers compared.",
        "Alle {units} wurden wiederholt: {numbers} Zahlen verglichen.",
    ),
    "verified_sample": (
        (
            "{checked} of {units} units of work were run again (--seed {seed} chooses the same ones): {numbers} "
            "numbers compared."
        ),
        (
            "{checked} von {units} Arbeitspaketen wurden wiederholt (--seed {seed} wählt dieselben): {numbers} Zahlen "
            "verglichen."
        ),
    ),
    "all_equal": (
        "All of them are equal, to the last digit. No file has changed.",
        "Alle sind gleich, bis zur letzten Ziffer. Keine Datei wurde verändert.",
    ),
    "n_differ": ("Different: {n}.", "Verschieden: {n}."),
    "more_differ": ("  ... and {n} more.", "  ... und {n} weitere."),
    "differs": ("{written} is written, {found} comes out", "{written} steht da, {found} kommt heraus"),
    "cannot_compare": ("cannot be compared ({why})", "kann nicht verglichen werden ({why})"),
    "unreadable": ("damaged or missing", "beschädigt oder nicht mehr da"),
    "other_columns": ("this column should not be there, or is missing", "diese Spalte ist zu viel oder fehlt"),
    "other_rows": ("another number of rows", "eine andere Zahl von Zeilen"),
    "changed_files": (
        "Changed or missing since the run: {files}",
        "Seit dem Lauf verändert oder nicht mehr da: {files}",
    ),
    "other_versions": (
        "The results were made with other versions, or on another kind of computer; that made no difference:",
        "Die Ergebnisse entstanden mit anderen Versionen oder auf anderer Technik; das machte keinen Unterschied:",
    ),
    "other_versions_differ": (
        "The results were made with other versions, or on another kind of computer, which may be the reason:",
        "Die Ergebnisse entstanden mit anderen Versionen oder auf anderer Technik; daran kann es liegen:",
    ),
    "then_now": ("{what}: {then} then, {now} now", "{what}: damals {then}, jetzt {now}"),
    "world_of": ("world", "Welt"),
    "day_of": ("day", "Tag"),
    "unit_of_work": ("{n} unit of work", "{n} Arbeitspaket"),
    "units": ("{n} units of work", "{n} Arbeitspakete"),
    # the table of results
    "runs_of": (
        "{worlds} of {days}; medians of the runs",
        "{worlds} über {days}; Mediane der Durchläufe",
    ),
    "followers": ("Followers", "Follower"),
    "from_to": ("{start} -> {end}", "{start} -> {end}"),
    "praise": ("Praise", "Lob"),
    "criticism": ("Criticism", "Kritik"),
    "answered": ("Share answered", "Beantwortet"),
    "staff_hours": ("Staff hours", "Arbeitsstunden"),
    "shitstorm": ("Shitstorm", "Shitstorm"),
    "run": ("{n} run", "{n} Durchlauf"),
    "runs": ("{n} runs", "{n} Durchläufe"),
    "storm_runs": ("{runs} ({low} to {high})", "{runs} ({low} bis {high})"),
    "compared": ("Compared", "Im Vergleich"),
    "baseline": ("the others are compared with this", "damit wird verglichen"),
    "more_followers": ("{n} more followers ({low} to {high})", "{n} Follower mehr ({low} bis {high})"),
    "fewer_followers": ("{n} fewer followers ({low} to {high})", "{n} Follower weniger ({low} bis {high})"),
    "same_followers": ("followers: no clear difference", "Follower: kein klarer Unterschied"),
    "storms_caused": (
        "a shitstorm in {caused} of the runs that stay calm otherwise",
        "ein Shitstorm in {caused} Durchläufen, die sonst ruhig bleiben",
    ),
    "storms_prevented": (
        "no shitstorm in {prevented} of the runs that have one otherwise",
        "kein Shitstorm in {prevented} Durchläufen, die sonst einen haben",
    ),
    "storms_changed": (
        "a shitstorm in {caused} of the runs that stay calm otherwise, none in {prevented} that have one otherwise",
        "ein Shitstorm in {caused} sonst ruhigen Durchläufen, keiner in {prevented}, die sonst einen haben",
    ),
    "same_storms": ("shitstorms: no clear difference", "Shitstorms: kein klarer Unterschied"),
    "interval_note": (
        "In brackets: what the true value may be (95 % intervals).",
        "In Klammern: wo der wahre Wert liegen kann (95-%-Intervalle).",
    ),
    "others": ("Other companies", "Andere Unternehmen"),
    "gained": ("Followers gained", "Gewonnene Follower"),
    "gestures": (
        "What gestures towards other companies did (means per run):",
        "Was Gesten gegenüber anderen Unternehmen bewirkt haben (Mittel je Durchlauf):",
    ),
    "more_points": (
        "... and {more} more points of the sweep in summary.csv.",
        "... und {more} weitere Punkte des Rasters in summary.csv.",
    ),
    # segments of the audience
    "segments_title": (
        "Segments of the audience: {policy} (means per run, trust from 0 to 100)",
        "Gruppen im Publikum: {policy} (Mittel je Durchlauf, Vertrauen von 0 bis 100)",
    ),
    "segment": ("Segment", "Gruppe"),
    "coming": ("New", "Neu"),
    "going": ("Lost", "Weg"),
    "likes": ("Likes", "Likes"),
    "questions_asked": ("Questions", "Fragen"),
    "trust": ("Trust", "Vertrauen"),
    "more_segments": (
        "... and the segments of {more} more points of the sweep in segments.csv.",
        "... und die Gruppen an {more} weiteren Punkten des Rasters in segments.csv.",
    ),
    # questions for the audience
    "the_question": ("The question", "Die Frage"),
    "look_at": ("What to look at", "Worauf zu achten ist"),
    "ask": ("Questions for the audience", "Fragen an die Runde"),
    "nothing_to_ask": (
        "This scenario has no questions for the audience (its keys look_at and ask are empty).",
        "Dieses Szenario enthält keine Fragen an die Runde (look_at und ask sind darin leer).",
    ),
    # counts, one and several
    "policy": ("{n} policy", "{n} Strategie"),
    "policies": ("{n} policies", "{n} Strategien"),
    "point": ("{n} point", "{n} Punkt"),
    "points": ("{n} points", "{n} Punkte"),
    "world": ("{n} world", "{n} Welt"),
    "worlds": ("{n} worlds", "{n} Welten"),
    "simulation": ("{n} simulation", "{n} Simulation"),
    "simulations": ("{n} simulations", "{n} Simulationen"),
    "person": ("{n} person", "{n} Mensch"),
    "people": ("{n} people", "{n} Menschen"),
    "day": ("{n} day", "{n} Tag"),
    "days": ("{n} days", "{n} Tage"),
    # check
    "check_size": (
        "{sizes} = {simulations} of {people} over {days}",
        "{sizes} = {simulations} mit {people}, Zeitraum {days}",
    ),
    "check_time": (
        "about {time} on this computer ({cores} cores; an estimate, longer with storms)",
        "etwa {time} auf diesem Rechner ({cores} Kerne; geschätzt, mit Stürmen länger)",
    ),
    "seconds": ("{n} s", "{n} s"),
    "minutes": ("{n} min", "{n} min"),
    "hours": ("{n} h", "{n} h"),
    "policy_file": ('{file}: policy "{name}" is fine.', '{file}: Strategie "{name}" ist in Ordnung.'),
    # list and show
    "no_scenarios": (
        'No scenarios here (no folder "scenarios" with .yaml files). "followersim new my_scenario.yaml" writes one.',
        (
            'Hier sind keine Szenarien (kein Ordner "scenarios" mit .yaml-Dateien). '
            '"followersim new mein_szenario.yaml" legt eins an.'
        ),
    ),
    "has_problems": (
        "(has problems: followersim check {file})",
        "(hat Fehler: followersim check {file})",
    ),
    "value": ("value", "Wert"),
    "unit": ("unit", "Einheit"),
    "range": ("range", "Bereich"),
    "range_of": ("{low} to {high}", "{low} bis {high}"),
    "meaning": ("meaning", "Bedeutung"),
    "source": ("source", "Quelle"),
    "assumption": ("assumption (no source was found)", "Annahme (keine Quelle gefunden)"),
    # feed
    "feed_point": (
        "This scenario has a sweep; shown is its first point.",
        "Dieses Szenario hat ein Raster; gezeigt wird sein erster Punkt.",
    ),
    "feed_empty": ("Nothing is written on these days.", "An diesen Tagen wird nichts geschrieben."),
    "feed_cut": (
        "... {left} later messages are left out after the first {shown} (--limit 0 shows all).",
        "... nach den ersten {shown} Nachrichten sind {left} weitere ausgelassen (--limit 0 zeigt alle).",
    ),
    "feed_thinned": (
        "{left} messages are left out; the {shown} shown are spread evenly over the window (--limit 0 shows all).",
        "{left} Nachrichten sind ausgelassen; die {shown} gezeigten sind gleichmäßig verteilt (--limit 0 zeigt alle).",
    ),
    "feed_no_storm": (
        "There is no shitstorm in world {world} under {policy}: the strongest wind force is {wind}.",
        "In Welt {world} gibt es bei {policy} keinen Shitstorm: Die größte Windstärke ist {wind}.",
    ),
    "feed_storm_there": ("World {world} has one: --world {world}", "In Welt {world} gibt es einen: --world {world}"),
    "feed_storm_nowhere": (
        "None of the first {n} worlds has one.",
        "Auch in den ersten {n} Welten gibt es keinen.",
    ),
    # new
    "ask_name": ("What should the scenario be called?", "Wie soll das Szenario heißen?"),
    "ask_followers": ("How many followers does the account have?", "Wie viele Follower hat das Konto?"),
    "ask_members": ("How many people answer at the same time?", "Wie viele Personen antworten gleichzeitig?"),
    "ask_fault": (
        "Should something go wrong with a product on day 20 (yes/no)?",
        "Soll an Tag 20 ein Produkt Ärger machen (ja/nein)?",
    ),
    "yes": ("yes", "ja"),
    "no": ("no", "nein"),
    "name_used": ("My scenario", "Mein Szenario"),
    "created": (
        "{file} is ready. Next: followersim run {file}",
        "{file} ist fertig. Weiter mit: followersim run {file}",
    ),
}


def word(name: str, lang: Language, /, **gaps: Any) -> str:
    """Return a sentence with its gaps filled."""
    return _WORDS[name][lang == "de"].format(**gaps)
