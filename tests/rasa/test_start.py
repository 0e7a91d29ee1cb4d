"""A server that would let a word past the gate or the wall does not serve, however it was started."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.rest import RestInput
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from madoguchi.rasa.channels.website import WebsiteInput
from madoguchi.rasa.lock_store import ConversationLocks
from madoguchi.rasa.start import WITHOUT_API, faults, take_off_safety_net
from madoguchi.rasa.tracker_store import ConversationStore
from madoguchi.serving.service import Service
from tests.conftest import CONTENT, ROOT

WEBSITE = WebsiteInput.from_credentials({"secret": "x" * 32})
NLG = EndpointConfig(type="madoguchi.rasa.nlg.ContentGenerator", content=str(CONTENT))


@pytest.fixture
def agent(domain: Domain, tmp_path: Path) -> Agent:
    store = ConversationStore(domain, db=str(tmp_path / "x.db"), content=str(CONTENT))
    agent = Agent(domain, generator=NLG, tracker_store=store, lock_store=ConversationLocks())
    take_off_safety_net(agent)
    return agent


def app(*channels: object, name: str = WITHOUT_API) -> SimpleNamespace:
    return SimpleNamespace(name=name, ctx=SimpleNamespace(input_channels=channels))


def test_our_own_has_no_fault(agent: Agent) -> None:
    assert list(faults(app(WEBSITE), agent)) == []


def test_a_channel_without_the_gate_is_a_fault(agent: Agent) -> None:
    [fault] = faults(app(WEBSITE, RestInput()), agent)
    assert fault == "credentials.yml: rest: a channel without the privacy gate; remove it"


def test_rasas_api_is_a_fault(agent: Agent) -> None:
    [fault] = faults(app(WEBSITE, name="rasa_server"), agent)
    assert "--enable-api" in fault


def test_parts_of_rasas_own_are_faults(agent: Agent, domain: Domain) -> None:
    agent.tracker_store = InMemoryTrackerStore(domain)
    agent.lock_store = InMemoryLockStore()
    agent.nlg = NaturalLanguageGenerator.create(None, domain)
    keys = [fault.split(": ")[1] for fault in faults(app(WEBSITE), agent)]
    assert keys == ["tracker_store", "lock_store", "nlg"]


@pytest.mark.timeout(240)
def test_a_server_with_faults_ends_and_names_them_all(model: Path, tmp_path: Path) -> None:
    service = Service.apart(ROOT, tmp_path)
    _, bot = service.programs
    credentials = tmp_path / "credentials.yml"
    credentials.write_text((ROOT / "credentials.yml").read_text() + "\nrest:\n")
    command = [str(credentials) if word == "credentials.yml" else word for word in bot.command]
    ended = subprocess.run(
        [*command, "--enable-api"],
        env=dict(bot.environment),
        cwd=bot.folder,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert ended.returncode == 1
    assert "\ncredentials.yml: rest: a channel without the privacy gate; remove it\n" in ended.stderr
    assert "\nrasa run: --enable-api: lets anyone" in ended.stderr
    assert "Traceback" not in ended.stderr
