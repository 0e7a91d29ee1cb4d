"""A trained model of ours in Rasa's model storage."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

FILE = "model.joblib"


def keep(model: Any, storage: ModelStorage, resource: Resource) -> Resource:
    with storage.write_to(resource) as folder:
        joblib.dump(model, folder / FILE)
    return resource


def fetch(storage: ModelStorage, resource: Resource) -> Any:
    with storage.read_from(resource) as folder:
        return joblib.load(folder / FILE)
