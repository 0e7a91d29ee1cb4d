"""How often an intent was right where it was understood, by what staff judged, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from django.db.models import Count, Q

from review.conversations.models import Judgement, Verdict
from review.figures.figure import Interval
from review.figures.period import Period
from review.figures.sums import bounds

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Precision:
    """Of one intent: how many messages were judged, and how many of them were understood right."""

    intent: str
    judged: int
    right: int

    @property
    def share(self) -> float:
        return self.right / self.judged

    @property
    def interval(self) -> Interval:
        return wilson(self.right, self.judged)


def wilson(right: int, judged: int, confidence: float = CONFIDENCE) -> Interval:
    """The score interval of a share (E. B. Wilson, JASA 22, 1927, 209-212), which holds for few and for extremes."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, weight = right / judged, z * z / judged
    middle = (share + weight / 2) / (1 + weight)
    reach = sqrt(share * (1 - share) * weight + weight * weight / 4) / (1 + weight)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def precisions(period: Period) -> list[Precision]:
    """Of every intent with a judgement of a message in the period, the most judged first."""
    start, end = bounds(period.since)[0], bounds(period.until)[1]
    judged = Judgement.objects.filter(said__gte=start, said__lt=end)
    if period.language:
        judged = judged.filter(language=period.language)
    if period.channel:
        judged = judged.filter(message__conversation__channel=period.channel)
    right = Count("pk", filter=Q(verdict=Verdict.RIGHT))
    counted = judged.values_list("understood").annotate(judged=Count("pk"), right=right)
    return [Precision(*row) for row in counted.order_by("-judged", "understood")]
