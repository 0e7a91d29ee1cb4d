"""What is counted of a real bot's work, where Prometheus reads it."""

from __future__ import annotations

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families as families

from madoguchi.serving.service import Service
from tests.website.conftest import Resident

Labels = dict[str, str]


def value(service: Service, name: str, labels: Labels) -> float:
    text = httpx.get(service.metrics, trust_env=False).raise_for_status().text
    samples = (sample for family in families(text) for sample in family.samples if sample.name == name)
    return next((sample.value for sample in samples if sample.labels == labels), 0)


@pytest.mark.parametrize(
    ("said", "name", "labels"),
    [
        (
            "What is the phone number?",
            "madoguchi_messages_total",
            {"channel": "website", "language": "en", "intent": "hotline_number"},
        ),
        ("Perdi meu cartão My Number", "madoguchi_handoffs_total", {"language": "pt"}),
        ("numbers and data, somehow", "madoguchi_fallbacks_total", {"language": "en"}),
        ("我的号码是１２３４５６７８９０１８，安全吗", "madoguchi_masked_total", {"recogniser": "my_number"}),
        ("제 메일은 kim@example.kr", "madoguchi_masked_total", {"recogniser": "email"}),
        ("こんにちは", "madoguchi_turn_seconds_count", {"channel": "website"}),
    ],
)
def test_a_message_counts_one(http: httpx.Client, service: Service, said: str, name: str, labels: Labels) -> None:
    resident = Resident(http, "en" if said.isascii() else None)
    before = value(service, name, labels)
    resident.say(said)
    assert value(service, name, labels) == before + 1


def test_no_label_holds_anything_that_a_resident_wrote(http: httpx.Client, service: Service) -> None:
    Resident(http).say("zebrafinch 123456789018")
    text = httpx.get(service.metrics, trust_env=False).text
    assert "madoguchi_messages_total" in text
    assert "zebrafinch" not in text
    assert "1234" not in text
