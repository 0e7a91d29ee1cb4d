"""The manifests are Kubernetes' own, and each says what production needs."""

from __future__ import annotations

import functools
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from tests.conftest import ROOT

KUSTOMIZATION = ROOT / "deploy/kustomization.yaml"
CLOSED = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
VERSION = "v1.33.0-local-strict"
DEFINITIONS = "https://kubernetes.io/api/_definitions.json"
Manifest = dict[str, Any]


def manifests() -> Iterator[Manifest]:
    """Everything that the kustomization applies."""
    for file in yaml.safe_load(KUSTOMIZATION.read_text("utf8"))["resources"]:
        yield from yaml.safe_load_all((KUSTOMIZATION.parent / file).read_text("utf8"))


ALL = list(manifests())
IDS = [f"{one['kind']} {one['metadata']['name']}" for one in ALL]


def schemas() -> Path:
    """Of kubernetes-validate, whose own code needs a newer `referencing` than Rasa's pin on attrs lets in."""
    spec = importlib.util.find_spec("kubernetes_validate")
    assert spec
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0], "kubernetes-json-schema", VERSION)


@functools.cache
def registry() -> jsonschema_rs.Registry:
    definitions = json.loads((schemas() / "_definitions.json").read_text(encoding="utf8"))
    return jsonschema_rs.Registry([(DEFINITIONS, definitions)])


def validate(manifest: Manifest) -> None:
    group, _, version = manifest["apiVersion"].rpartition("/")
    name = "-".join(filter(None, (manifest["kind"].lower(), group.partition(".")[0], version)))
    schema = json.loads((schemas() / f"{name}.json").read_text(encoding="utf8"))
    jsonschema_rs.validator_for(schema, registry=registry()).validate(manifest)


def of(kind: str) -> list[Manifest]:
    return [one for one in ALL if one["kind"] == kind]


def pod(manifest: Manifest) -> Manifest | None:
    spec = manifest.get("spec") or {}
    spec = spec.get("jobTemplate", {}).get("spec") or spec
    template: Manifest | None = spec.get("template")
    return template


PODS = {id_: found for id_, one in zip(IDS, ALL, strict=True) if (found := pod(one))}
CONTAINERS = {
    f"{id_}: {container['name']}": (template["spec"], container)
    for id_, template in PODS.items()
    for container in template["spec"]["containers"]
}


def test_every_manifest_is_applied() -> None:
    files = {path.relative_to(KUSTOMIZATION.parent).as_posix() for path in KUSTOMIZATION.parent.glob("kubernetes/*")}
    assert files == set(yaml.safe_load(KUSTOMIZATION.read_text("utf8"))["resources"])


@pytest.mark.parametrize("manifest", ALL, ids=IDS)
def test_a_manifest_is_what_kubernetes_takes(manifest: Manifest) -> None:
    validate(manifest)


@pytest.mark.parametrize("fault", [{"replicas": "two"}, {"replica": 2}], ids=["of type", "of key"])
def test_the_validator_finds_a_fault(fault: Manifest) -> None:
    [actions] = [one for one in of("Deployment") if one["metadata"]["name"] == "actions"]
    with pytest.raises(jsonschema_rs.ValidationError):
        validate(actions | {"spec": actions["spec"] | fault})


@pytest.mark.parametrize(("spec", "container"), CONTAINERS.values(), ids=CONTAINERS)
def test_a_container_may_do_no_more_than_it_must(spec: Manifest, container: Manifest) -> None:
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    closed = container["securityContext"]
    assert closed == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["requests"].keys() == {"cpu", "memory"}
    assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize(("spec", "container"), CONTAINERS.values(), ids=CONTAINERS)
def test_what_is_mounted_is_there_and_no_secret_is_in_a_variable(spec: Manifest, container: Manifest) -> None:
    volumes = {volume["name"] for volume in spec.get("volumes", ())} | {"data"}
    assert {mount["name"] for mount in container.get("volumeMounts", ())} <= volumes
    assert not [one for one in container.get("env", ()) if "secretKeyRef" in one.get("valueFrom", {})]
    named = {ref["configMapRef"]["name"] for ref in container.get("envFrom", ())}
    assert named <= {one["metadata"]["name"] for one in of("ConfigMap")}


@pytest.mark.parametrize("deployment", of("Deployment"), ids=lambda one: str(one["metadata"]["name"]))
def test_who_is_sent_requests_says_when_to_and_leaves_in_time(deployment: Manifest) -> None:
    served = [one for one in deployment["spec"]["template"]["spec"]["containers"] if "ports" in one]
    assert served
    for container in served:
        assert {"readinessProbe", "livenessProbe"} <= container.keys()
    if deployment["spec"]["strategy"]["type"] == "RollingUpdate":
        assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
        assert "preStop" in served[0]["lifecycle"]


@pytest.mark.parametrize("service", of("Service"), ids=lambda one: str(one["metadata"]["name"]))
def test_a_service_reaches_a_port_of_a_pod_that_the_network_lets_through(service: Manifest) -> None:
    chosen = service["spec"]["selector"]
    [template] = [one for one in PODS.values() if one["metadata"]["labels"] == chosen]
    listed = [port for one in template["spec"]["containers"] for port in one.get("ports", ())]
    ports = {port["name"]: port["containerPort"] for port in listed}
    let_in = {
        port["port"]
        for policy in of("NetworkPolicy")
        if policy["spec"]["podSelector"].get("matchLabels") == chosen
        for rule in policy["spec"].get("ingress", ())
        for port in rule["ports"]
    }
    assert {ports[port["targetPort"]] for port in service["spec"]["ports"]} <= let_in


def test_nothing_is_let_through_that_is_not_named() -> None:
    [closed] = [one for one in of("NetworkPolicy") if one["metadata"]["name"] == "nothing"]
    assert closed["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_the_autoscaler_goes_by_a_metric_that_the_adapter_makes() -> None:
    [scaler] = of("HorizontalPodAutoscaler")
    named = [metric["pods"]["metric"]["name"] for metric in scaler["spec"]["metrics"] if "pods" in metric]
    rules = yaml.safe_load((ROOT / "deploy/prometheus/adapter.yaml").read_text("utf8"))["rules"]
    assert named == [rule["name"]["as"] for rule in rules]
    [target] = [one for one in of("Deployment") if one["metadata"]["name"] == scaler["spec"]["scaleTargetRef"]["name"]]
    assert "replicas" not in target["spec"]  # or every upgrade would undo what the autoscaler has done


def test_there_are_jobs_to_purge_and_to_learn() -> None:
    commands = {one["metadata"]["name"]: one["spec"]["jobTemplate"]["spec"]["template"] for one in of("CronJob")}
    assert commands.keys() == {"purge", "learn"}
