"""What the slides of a sweep show: a measure, how it is read from a result, and how its values are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followersim.analysis.findings import criticism_of, gain_of, lead_of, main_results
from followersim.analysis.words import point_values, quoted, titles
from followersim.locale import N_, translate
from followersim.locale.numbers import number, percent, short
from followersim.report.slides_text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followersim.report.results import Results

    Result = Mapping[str, Any]

SHITSTORM, GROWTH, FEEDBACK = "shitstorm", "growth", "feedback"
MOST_SAID: Final = 30
"""So many values of a policy are read out one by one."""

_LONGEST_NAME: Final = 30
_KINDS: Final = {
    SHITSTORM: N_("Likelihood of a shitstorm"),
    GROWTH: N_("Followers at the end, difference to {policy} (median)"),
    FEEDBACK: N_("Critical messages per run (mean)"),
}
_GAIN: Final = N_("Followers gained or lost (median)")


@dataclass(frozen=True)
class Measure:
    """A measure: its name, what it is called, how to read it, the results that have it, and titles of policies."""

    name: str
    called: str
    value: Callable[[Result], float]
    results: Sequence[Result]
    titles: Mapping[str, str]
    lang: str

    def words(self, value: float) -> str:
        """Return a value as people write it."""
        if self.name == SHITSTORM:
            return percent(value, self.lang)
        return short(value, self.lang, signed=True) if self.name == GROWTH else number(value, self.lang)

    def of(self, policy: str) -> list[Result]:
        """Return the results of a policy."""
        return [one for one in self.results if one["policy"] == policy]

    @property
    def policies(self) -> list[str]:
        """The policies that have results, in the order of the scenario."""
        there = {one["policy"] for one in self.results}
        return [policy for policy in self.titles if policy in there]

    def said(self, policies: Sequence[str] | None = None) -> list[str]:
        """Return every value in words, one sentence per policy; of many values only from where to where they go."""
        return [self._said(policy) for policy in (self.policies if policies is None else policies)]

    def _said(self, policy: str) -> str:
        found = self.of(policy)
        if len(found) > MOST_SAID:
            return self.range(policy)
        values = (f"{point_values(one['point'], self.lang)}: {self.words(self.value(one))}" for one in found)
        return f"{quoted(self.titles[policy], self.lang)}: {'; '.join(values)}."

    def range(self, policy: str) -> str:
        """Return from where to where the values of a policy go, in words."""
        values = [self.value(one) for one in self.of(policy)]
        return translate(
            self.lang,
            "{policy}: {low} to {high} at {n} points.",
            policy=quoted(self.titles[policy], self.lang),
            low=self.words(min(values)),
            high=self.words(max(values)),
            n=number(len(values), self.lang),
        )


def measure_of(name: str, results: Results, lang: str) -> Measure:
    """Return a measure of the company that the scenario is about; followers are compared with the baseline's."""
    found, names = main_results(results.summary), titles(results.scenario, lang)
    if name != GROWTH:
        value = share_of if name == SHITSTORM else criticism_of
        return Measure(name, translate(lang, _KINDS[name]), value, found, names, lang)
    pairs = [one for one in found if one["difference"] and one["difference"]["n_followers_end"]["median"] is not None]
    if not pairs:
        return Measure(name, translate(lang, _GAIN), gain_of, found, names, lang)
    base = next(one["policy"] for one in found if one["baseline"])
    called = translate(lang, _KINDS[name], policy=quoted(plain(names[base]), lang, _LONGEST_NAME))
    return Measure(name, called, lead_of, pairs, names, lang)


def share_of(result: Result) -> float:
    """Return the share of runs with a shitstorm."""
    return float(result["shitstorm"]["share"])
