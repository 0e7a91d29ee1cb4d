"""A start without LINE's secret."""

from __future__ import annotations

from madoguchi.serving.service import Service
from madoguchi.serving.supervisor import Supervisor


def test_it_leaves_line_off_and_says_so_in_one_line(service: Service, supervisor: Supervisor) -> None:
    log = (service.logs / "bot.log").read_text(encoding="utf8").splitlines()
    [said] = [line for line in log if "LINE" in line]
    assert said.endswith("LINE is off: MADOGUCHI_LINE_SECRET is not set.")
