"""The agent's way to an inventory by part."""

from tuskar_hardware_manager.execute import agent_commands
from tuskar_hardware_manager.gathering import gather, tell_bmc


def collect(data, failures):
    """Entry point of `ironic_python_agent.inspector.collectors`."""
    tell_bmc(data.get('inventory'))
    data['tuskar'] = gather(agent_commands(), failures.add)
