"""The components of the pipeline, each made, trained, stored and loaded as Rasa does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from tests.conftest import CONTENT
from tests.examples import Example, a_few

PATHS = {
    "languages": str(CONTENT / "languages.yml"),
    "intents": str(CONTENT / "intents.yml"),
    "calendar": str(CONTENT / "calendar"),
}
CONTEXT = ExecutionContext(GraphSchema({}))

Make = Callable[..., Any]


def settings(component: type[GraphComponent], **given: Any) -> dict[str, Any]:
    """The component's own defaults, its files being those of this repository wherever the tests run."""
    defaults = component.get_default_config()
    return defaults | {key: PATHS[key] for key in defaults.keys() & PATHS} | given


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    return LocalModelStorage.create(Path(tmp_path_factory.mktemp("models")))


@pytest.fixture(scope="session")
def made(storage: LocalModelStorage) -> Make:
    """A component that needs no training."""

    def make(component: type[GraphComponent], **given: Any) -> Any:
        return component.create(settings(component, **given), storage, Resource(component.__name__), CONTEXT)

    return make


@pytest.fixture(scope="session")
def trained(storage: LocalModelStorage) -> Make:
    """A component trained on the data, stored, and loaded again by another instance."""

    def train(component: type[GraphComponent], data: TrainingData) -> Any:
        resource = Resource(component.__name__)
        new: Any = component.create(settings(component), storage, resource, CONTEXT)
        assert new.train(data) == resource
        return component.load(settings(component), storage, resource, CONTEXT)

    return train


def message(text: str, **known: Any) -> Message:
    return Message({"text": text} | known)


def training_data(examples: tuple[Example, ...]) -> TrainingData:
    """Marked with their languages, as our importer marks them."""
    return TrainingData([message(one.text, intent=one.intent, language=one.language) for one in examples])


@pytest.fixture(scope="session")
def examples() -> TrainingData:
    return training_data(a_few())


def entities(found: Message) -> dict[str, str]:
    return {one["entity"]: one["value"] for one in found.get("entities", [])}
