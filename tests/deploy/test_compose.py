"""compose.yaml, held against what the compose specification says a file may hold, as far as ours goes."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from madoguchi.serving.stores import variables
from madoguchi.store.database import Settings
from tests.conftest import ROOT

FILE = ROOT / "deploy/compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text("utf8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if one["image"].startswith("${MADOGUCHI_IMAGE")}
DURATION = re.compile(r"(\d+(us|ms|s|m|h))+")
BYTES = re.compile(r"\d+(b|k|kb|m|mb|g|gb)")

# The specification's keys that we use, and what it says they hold.
SERVICE: dict[str, type | tuple[type, ...]] = {
    "image": str,
    "command": list,
    "environment": dict,
    "user": str,
    "read_only": bool,
    "tmpfs": list,
    "cap_drop": list,
    "security_opt": list,
    "restart": str,
    "networks": (list, dict),
    "logging": dict,
    "secrets": list,
    "healthcheck": dict,
    "stop_grace_period": str,
    "depends_on": dict,
    "deploy": dict,
    "volumes": list,
    "ports": list,
    "profiles": list,
    "shm_size": str,
}
HEALTHCHECK = {"test", "interval", "timeout", "retries", "start_period", "disable"}
RESTART = {"no", "always", "on-failure", "unless-stopped"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_a_service_says_only_what_the_specification_knows(service: dict[str, Any]) -> None:
    for key, value in service.items():
        assert isinstance(value, SERVICE[key]), key
    assert service["restart"] in RESTART
    assert service["healthcheck"].keys() <= HEALTHCHECK
    for key in HEALTHCHECK & service["healthcheck"].keys() - {"test", "retries", "disable"}:
        assert DURATION.fullmatch(service["healthcheck"][key])
    assert DURATION.fullmatch(service.get("stop_grace_period", "10s"))
    assert all(isinstance(value, str) for value in service.get("environment", {}).values())
    limits = service["deploy"]["resources"]["limits"]
    assert float(limits["cpus"]) > 0
    assert BYTES.fullmatch(limits["memory"])


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_a_service_names_only_what_there_is(service: dict[str, Any]) -> None:
    assert set(service.get("secrets", ())) <= COMPOSE["secrets"].keys()
    assert set(service["networks"]) <= COMPOSE["networks"].keys()
    for name, how in service.get("depends_on", {}).items():
        assert how["condition"] in CONDITIONS
        assert "test" in SERVICES[name]["healthcheck"]
    for source, target in (volume.split(":")[:2] for volume in service.get("volumes", ())):
        assert target.startswith("/")
        assert (FILE.parent / source).exists() if source.startswith(".") else source in COMPOSE["volumes"]


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_a_service_may_do_no_more_than_it_must(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert int(service["user"].partition(":")[0]) > 0
    assert service["healthcheck"].get("test") or service["healthcheck"] == {"disable": True}


def test_every_secret_is_a_file_and_no_variable_holds_one() -> None:
    assert all(one.keys() == {"file"} for one in COMPOSE["secrets"].values())
    held = [key for one in SERVICES.values() for key in one.get("environment", {})]
    assert not [key for key in held if re.search(r"(SECRET|PASSWORD|TOKEN|REVIEW_DATABASE)$", key)]
    used = {secret for one in SERVICES.values() for secret in one.get("secrets", ())}
    assert used == COMPOSE["secrets"].keys()


def test_the_world_reaches_nginx_alone() -> None:
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["nginx"]
    assert COMPOSE["networks"]["inner"]["internal"] is True


def test_a_bot_has_all_that_the_endpoints_ask_for() -> None:
    for name in ("bot-1", "bot-2"):
        given = {key.removesuffix("_FILE") for key in SERVICES[name]["environment"]}
        assert given >= {*variables(Settings("x")), "MADOGUCHI_SECRET", "MADOGUCHI_ACTIONS"}


def test_fixed_addresses_are_in_their_network_and_each_is_one_services() -> None:
    [subnet] = [one["subnet"] for one in COMPOSE["networks"]["inner"]["ipam"]["config"]]
    given = [
        how["ipv4_address"]
        for one in SERVICES.values()
        if isinstance(one["networks"], dict)
        for how in one["networks"].values()
        if "ipv4_address" in (how or {})
    ]
    assert len(given) == len(set(given)) > 0
    assert all(address.startswith(subnet.rpartition(".")[0]) for address in given)
    assert {SERVICES[name]["environment"]["MADOGUCHI_PROXIES"] for name in ("bot-1", "bot-2", "review")} == {subnet}
