"""What the rules say comes next, asked of Rasa's policies once for each turn of its kind.

`RulePolicy` compares every rule with the whole conversation, twice for each action. Where all rules speak of one turn
alone, its prediction depends on no more than that turn: what was understood, and what the bot has done since.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT

from madoguchi.rasa.tracker import twin

MOST = 1000
"""Kinds of turns that are kept."""


class Predictions:
    """Remembers predictions, if the policies are such that these can be told from the turn alone."""

    def __init__(self, components: list[Any], domain: Domain) -> None:
        policies = [one for one in components if isinstance(one, Policy)]
        self.are_of_one_turn = _are_rules_of_one_turn(policies) and not _has_more_to_go_by(domain)
        self._known: dict[Hashable, PolicyPrediction] = {}

    def known(self, tracker: DialogueStateTracker) -> PolicyPrediction | None:
        """A prediction of its own for this tracker: the events in it become the tracker's."""
        found = self._known.get(_kind(tracker)) if self._applies(tracker) else None
        return found and _fresh(found)

    def keep(self, tracker: DialogueStateTracker, prediction: PolicyPrediction) -> None:
        if self._applies(tracker) and len(self._known) < MOST:
            self._known[_kind(tracker)] = _fresh(prediction)

    def _applies(self, tracker: DialogueStateTracker) -> bool:
        return self.are_of_one_turn and tracker.active_loop is None


def _kind(tracker: DialogueStateTracker) -> Hashable:
    """What `RulePolicy` sees of a turn: the intent, the entities by name, role and group, the actions since."""
    message = tracker.latest_message
    entities = (message and message.entities) or ()
    told = frozenset((one.get("entity"), one.get("role"), one.get("group")) for one in entities)
    return message and message.intent_name, told, tuple(_actions_since_message(tracker))


def _actions_since_message(tracker: DialogueStateTracker) -> Iterator[str | None]:
    """Latest first; nothing but an action that listens comes before a message."""
    for event in reversed(tracker.events):
        if type(event) is ActionExecuted:
            yield event.action_name
        elif type(event) is UserUttered:
            return


def _are_rules_of_one_turn(policies: list[Policy]) -> bool:
    """Whether nothing but rules decides, and each begins where the bot listens and ends before it does so again."""
    if len(policies) != 1 or type(policies[0]) is not RulePolicy or policies[0].lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH):
        return False
    return all(_is_of_one_turn(json.loads(rule)) for rule in policies[0].lookup[RULES])


def _is_of_one_turn(states: list[dict[str, Any]]) -> bool:
    listens = [state.get(PREVIOUS_ACTION, {}).get("action_name") == ACTION_LISTEN_NAME for state in states]
    known = all(set(state) == {PREVIOUS_ACTION, USER} and set(state[USER]) <= {INTENT, ENTITIES} for state in states)
    return known and listens == [True] + [False] * (len(states) - 1)


def _has_more_to_go_by(domain: Domain) -> bool:
    """Whether a slot or a form has a say in what comes next."""
    return bool(domain.form_names) or any(slot.has_features() for slot in domain.slots)


def _fresh(prediction: PolicyPrediction) -> PolicyPrediction:
    made: PolicyPrediction = twin(prediction)
    made.events, made.optional_events = list(map(twin, prediction.events)), list(map(twin, prediction.optional_events))
    return made
