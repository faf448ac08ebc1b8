import type { Machine, MachineDetail } from '@tuskar/contract/machine.ts';
import { machineActionsOf, machineClocks } from '@tuskar/contract/machine-states.ts';
import type { MachineRow } from './tables.ts';

/** The machine as lists and events show it. */
export function toMachine(row: MachineRow): Machine {
  const { waitsFor, nextAction } = machineClocks[row.state];
  return {
    name: row.name,
    id: row.id,
    provider: row.provider,
    simulated: row.provider === 'simulated',
    manufacturer: row.manufacturer,
    model: row.model,
    serial: row.serial,
    class: row.class,
    site: row.site,
    location: row.location,
    rack: row.rack,
    unit: row.rack_unit,
    face: row.rack_face,
    depth: row.rack_depth,
    heightUnits: row.height_units,
    powerWatts: row.power_watts,
    weightKg: row.weight_kg,
    state: row.state,
    stateReason: row.state_reason,
    stateSince: row.state_since.toISOString(),
    stateDeadline: row.state_deadline?.toISOString() ?? null,
    late: row.state_deadline !== null && row.state_deadline < new Date(),
    waitingFor: row.waiting_for ?? waitsFor,
    nextAction: row.failure?.remedy ?? nextAction,
    failure: row.failure,
    operation: row.operation,
    power: row.power,
    contact: row.contact,
    contactReason: row.contact_reason,
    contactSince: row.contact_since.toISOString(),
    maintenance: row.maintenance,
    summary: row.summary,
    host: row.host,
    labels: row.labels,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function toMachineDetail(row: MachineRow): MachineDetail {
  return {
    ...toMachine(row),
    bmc: {
      protocol: row.bmc_protocol,
      address: row.bmc_address,
      port: row.bmc_port,
      systemId: row.bmc_system_id,
      user: row.bmc_user,
      verifyCa: row.bmc_verify_ca,
    },
    node: row.node_view,
    actions: machineActionsOf(row.state),
    note: row.note,
  };
}
