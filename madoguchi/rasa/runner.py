"""Runs a model's graph, the nodes one after the other in an order that is found once.

Rasa's runner has Dask plan and schedule the same few nodes anew for each message, on one thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage

Step = tuple[str, GraphNode, tuple[str, ...]]
"""A node's name, the node, and the names of those whose output it takes."""


class OrderedRunner(GraphRunner):
    """Does what Rasa's runner does, on the nodes that it has made."""

    def __init__(self, schema: GraphSchema, nodes: dict[str, GraphNode]) -> None:
        self._schema = schema
        self.nodes = nodes
        self._plans: dict[tuple[str, ...], list[Step]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> OrderedRunner:
        return cls.of(DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks))

    @classmethod
    def of(cls, runner: DaskGraphRunner) -> OrderedRunner:
        """In place of a runner that was made already: a processor makes its own."""
        return cls(runner._graph_schema, runner._instantiated_nodes)

    @property
    def components(self) -> list[Any]:
        """What the nodes run, of those that were made when the model was loaded."""
        return [node._component for node in self.nodes.values() if node._component is not None]

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        wanted = tuple(targets or self._schema.target_names)
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name, node, needs in self._plan(wanted):
                outputs[name] = node(*(outputs.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(outputs[name] for name in wanted)

    def _plan(self, targets: tuple[str, ...]) -> list[Step]:
        if targets not in self._plans:
            self._plans[targets] = list(self._steps(targets, set()))
        return self._plans[targets]

    def _steps(self, names: tuple[str, ...], done: set[str]) -> Iterator[Step]:
        """The nodes with these names, each after what it needs; what is no node is an input."""
        for name in names:
            if name in done or name not in self.nodes:
                continue
            done.add(name)
            needs = tuple(self._schema.nodes[name].needs.values())
            yield from self._steps(needs, done)
            yield name, self.nodes[name], needs
