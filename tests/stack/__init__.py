"""The production stack on this machine: the programs and the configuration of deploy/, as processes on loopback."""
