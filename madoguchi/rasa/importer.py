"""What Rasa trains on: examples in a folder per language, and the responses of the content."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

LANGUAGE = "language"
"""The property of a training example that holds the language of its folder."""
PREFIX = "utter_"


class LanguageFolders(RasaFileImporter):
    """Rasa's importer for `data/nlu/<language>/<group>.yml`, marking each example with its folder's language.

    It also lists the responses that the domain names, so that Rasa's checks find what our generator composes.
    """

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        return TrainingData([example for path in self._nlu_files for example in _examples(Path(path))])

    def get_domain(self) -> Domain:
        domain = super().get_domain()
        named = [action for action in domain.action_names_or_texts if action.startswith(PREFIX)]
        return domain.merge(Domain.from_dict({"responses": {name: [{"text": name}] for name in named}}))


def _examples(file: Path) -> list[Message]:
    examples: list[Message] = RasaYAMLReader().read(file).training_examples
    for example in examples:
        example.set(LANGUAGE, file.parent.name)
    return examples
