import type { Node, NodeGlance, Power } from '../bare-metal.ts';
import type { Node as IronicNode, NodeGlance as IronicGlance } from './schema.ts';

function powerOf(state: string | null): Power {
  if (state === 'power on') return 'on';
  return state === 'power off' ? 'off' : 'unknown';
}

/** 'https://198.18.48.21:9999' → '198.18.48.21' */
function agentAddress(url: unknown): string | null {
  if (typeof url !== 'string' || !URL.canParse(url)) return null;
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

export function toGlance(node: IronicGlance): NodeGlance {
  const step = node.clean_step ?? node.deploy_step ?? node.service_step;
  return {
    id: node.uuid,
    name: node.name,
    // Wrong data of a node must not stop the work on others: what it is then shows as what it is.
    provisionState: node.provision_state ?? 'unknown',
    targetProvisionState: node.target_provision_state,
    provisionChangedAt: node.provision_updated_at,
    power: powerOf(node.power_state),
    maintenance: node.maintenance,
    maintenanceReason: node.maintenance_reason,
    fault: node.fault,
    lastError: node.last_error,
    agentAddress: agentAddress(node.driver_internal_info['agent_url']),
    step: step === null ? null : { interface: step.interface, name: step.step },
    lockedBy: node.reservation,
    retired: node.retired,
    protected: node.protected,
    driver: node.driver,
  };
}

export function toNode(node: IronicNode): Node {
  return {
    ...toGlance(node),
    properties: node.properties,
    instance: node.instance_info,
    driverSettings: node.driver_info,
  };
}
