"""What the speaker says and asks, slide by slide: the notes under the slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followersim.locale import N_, translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followersim.report.reasons import Reason
    from followersim.report.story import Story

_MOST_SOURCES: Final = 8

OPENING: Final = (
    N_("Nobody has to be right today. A simulation plays it through, {n} times, and we look at what happens."),
    N_("Who has been in a situation like this? What did you do, and how did it end?"),
)
CASE: Final = (
    N_(
        "Tell the case as a story: who the company is, who follows it, what happens. It is made up; how people react "
        "in it comes from published studies, as far as there are any."
    ),
    N_("What would you do in the first hour?"),
)
QUIET_CASE: Final = (CASE[0], N_("What would you do in the first week?"))
"""Where nothing out of the ordinary happens."""

POLICIES: Final = (
    N_("Explain each policy in one sentence, and without judging it: nobody knows yet how it ends."),
    N_("Which of these is closest to what you do today? Show of hands."),
)
ONE_POLICY: Final = (
    N_("Explain the policy in one sentence, and without judging it: nobody knows yet how it ends."),
    N_("How close is it to what you do today? Show of hands: very close, a little, not at all."),
)
GUESS: Final = (
    N_(
        "Everybody writes down a number for each policy, alone and before anybody talks. Then collect the lowest, the "
        "highest and the most frequent number and write them down for all to see; the slide can be edited."
    ),
    N_(
        "A run is one course that these {n} days could take. A shitstorm is wind force 5 or 6 of 6: critics are in the "
        "majority, and it spreads far beyond the followers."
    ),
    N_("Who expects no difference at all? Why?"),
)
ONE_GUESS: Final = (
    N_(
        "Everybody writes down a number, alone and before anybody talks. Then collect the lowest, the highest and the "
        "most frequent number and write them down for all to see; the slide can be edited."
    ),
    GUESS[1],
    N_("Who expects no shitstorm at all? Why?"),
)
STORM: Final = (
    N_("Compare with the numbers that you collected."),
    N_("Who came closest? What did the others not think of?"),
)
NONE: Final = N_("No shitstorm in {n} runs does not mean that there never is one.")
GROWTH: Final = (
    N_("A thin line is one run. The thick line is the median: half of the runs end above it, half below."),
    N_("The thick line is the median: half of the runs end above it, half below."),
    N_("Where do the lines part, and what happened there? Would you have noticed it from inside?"),
)
FEEDBACK: Final = (
    N_("Praise points upward, criticism downward."),
    N_("Praise points to the right, criticism to the left."),
    N_("When would you have pulled the emergency brake, and who in your company may do that?"),
)
QUIET_FEEDBACK: Final = N_("How many of these messages would you have noticed, and who would have replied?")
QUIET_WIND: Final = N_("What keeps the wind down here, and what could change that?")
PICTURES: Final = {
    "story": (
        N_("One run out of many, from beginning to end: it could have happened like this. It is not the average."),
        N_("On which day would you have stepped in, and how?"),
    ),
    "audience": (
        N_(
            "Compare those who wrote criticism with those who are angry and write nothing: whoever reads only the "
            "comments sees only the first."
        ),
        N_("How do you find out what people think who write nothing?"),
    ),
    "wind": (
        N_("Each row is one run, each colour a wind force; from force 5 on it is a shitstorm."),
        N_("How much time is there between the first breeze and the storm, and what can be done in it?"),
    ),
    "trust": (
        N_("Followers can stay and yet trust less. This is what becomes of trust, day by day."),
        N_("How would you notice in your company that trust is falling, before followers leave?"),
    ),
    "gained_lost": (
        N_("At the top what brought followers, beneath it what drove them away."),
        N_("Which of the reasons to leave is in your own hands?"),
    ),
    "response": (
        N_("Do not look at the usual day but at the worst one: whoever waits then is angry already."),
        N_("How long may somebody wait at your company, and who notices on a Sunday how many are waiting?"),
    ),
}
"""Of charts as pictures, in the order of their slides: from one run to what all runs have in common."""

LONGEST: Final = 1500
"""Characters of an alternative text that is in the notes, too; nobody reads more while speaking."""

PAIR: Final = (
    N_(
        "The same person complains about the same thing at the same time; only the policy differs. The event is "
        "simulated, the words are invented."
    ),
    N_(
        "Read the complaint aloud and let the room reply first: what would you write, and how fast? The left reply is "
        "on the slide from the start, the right one comes with the next click."
    ),
    N_("What do those think who only read along: after the left reply, and after the right one?"),
)
REPLY: Final = (
    N_("The complaint is simulated, the words are invented."),
    N_("Read the complaint aloud and let the room reply first. What is in the box comes with the next click."),
    N_("What do those think who only read along?"),
)
CAUSES: Final = (
    N_(
        "From top to bottom: what the first policy comes to, what each cause adds or takes away, what the second one "
        "comes to. A bar begins where the one above it ends."
    ),
    N_(
        "The causes were measured: the same runs once more, with one rule of the model switched off at a time. What "
        "cannot be put down to one of them is in everything else."
    ),
    N_("Which of these causes could your company do something about first, and what would that cost?"),
)
WORK: Final = (
    N_("Dialogue is not free. Look at what each policy costs before you judge it."),
    N_("Which of these could you afford, and what would you stop doing for it?"),
)
ONE_WORK: Final = (
    N_("Dialogue is not free. Look at what it costs before you judge it."),
    N_("Could you afford this, and what would you stop doing for it?"),
)
FINDING: Final = N_("Which of these sentences would you take to your boss, and which objection would you hear?")
WHY: Final = (
    N_("These are counts of the same runs, once with the one policy and once with the other."),
    N_("Mechanisms are rules of the model. How much each of them matters is measured by: {command}"),
    N_("Do you know this from your own company? What happened there?"),
)
MEASURED: Final = N_("Mechanisms are rules of the model. How much each of them matters is on the next slide.")
DISCUSSION: Final = N_(
    "This is the most important part: keep at least a third of the time for it. First in pairs, three minutes, then "
    "all together."
)
METHOD: Final = (
    N_("As much of this as the room wants to know."),
    N_("What would have to be in it so that you believe it?"),
)
LIMITS: Final = (
    N_("Say it before somebody else does: it makes the rest more credible."),
    N_("What is different in your industry?"),
)
AGAIN: Final = (
    N_("Whoever wants to can try it with other numbers: change the scenario file and run it again."),
    N_("What would you change first?"),
)
SWEEP: Final = (
    N_("Go along the axis from left to right and say at each step what has changed in the company."),
    N_("Where on this axis is your own company? How far is it to the next step?"),
)
MAP: Final = (
    N_(
        "Each cell is a company of its own. Find the one that is like yours, then go one cell further in each "
        "direction."
    ),
    N_("In which direction is it cheaper for you to go?"),
)


def noted(lang: str, say: Iterable[str], ask: Iterable[str]) -> list[str]:
    """Return notes: what to say, then what to ask."""
    said, asked = ([text for text in texts if text] for texts in (say, ask))
    return [f"{translate(lang, 'Say')}:", *said, "", f"{translate(lang, 'Ask')}:", *asked]


def both(lang: str, texts: tuple[str, ...], *more: str, **gaps: str) -> list[str]:
    """Return notes of sentences of which the last one is the question; ``more`` is said after the others."""
    *said, asked = (translate(lang, text, **gaps) for text in texts)
    return noted(lang, [*said, *more], [asked])


def look_at(story: Story) -> list[str]:
    """Return what the author of the scenario says to look at, if anything."""
    return [translate(story.lang, "Look at: {what}", what=story.look_at)] if story.look_at else []


def why(reason: Reason, story: Story, others: Iterable[str], *, follows: bool = False) -> list[str]:
    """Return the notes on what makes the difference; ``others``: policies that have no slide of their own.

    ``follows``: the next slide says how much each of the reasons matters.
    """
    lang = story.lang
    command = next((line for line in story.why_commands if line.endswith(f" {reason.policy}")), "")
    measured = translate(lang, WHY[1], command=command) if command and reason.mechanisms else ""
    measured = translate(lang, MEASURED) if follows and reason.mechanisms else measured
    rest = list(others)
    left = translate(lang, "Not shown: {policies}.", policies=", ".join(rest)) if rest else ""
    return noted(lang, [translate(lang, WHY[0]), *reason.facts, measured, left], [translate(lang, WHY[2])])


def limits(story: Story) -> list[str]:
    """Return the notes on how far to trust it, with the sources."""
    lang = story.lang
    sources = [f"{one.about}: {one.source}" for one in story.sources[:_MOST_SOURCES]]
    head = [translate(lang, "Some of the sources:")] if sources else []
    said = [translate(lang, LIMITS[0]), story.assumption_note, *head, *sources]
    return noted(lang, said, [translate(lang, LIMITS[1])])
