import type { BulkAction } from '@tuskar/contract/machine-bulk.ts';
import type { Json } from '../../platform/json.ts';
import type { Enrolment } from '../enrolment.ts';
import type { MachineAttention } from '../machine-attention.ts';

/** How an action is done to one machine: at once, or by an operation of its own. */
export type Deed = { at: 'once'; run: () => Promise<unknown> } | { at: 'length'; kind: string; input: Json };

export type DeedDeps = {
  enrolment: Pick<Enrolment, 'update' | 'forget'>;
  attention: Pick<MachineAttention, 'setMaintenance' | 'endMaintenance' | 'quarantine'>;
};

export function deedOf(
  deps: DeedDeps,
  given: BulkAction,
  { machine, by }: { machine: string; by: string },
): Deed {
  const { enrolment, attention } = deps;
  const once = (run: () => Promise<unknown>): Deed => ({ at: 'once', run });
  switch (given.action) {
    case 'label':
      return once(() => enrolment.update(machine, { labels: given.labels }));
    case 'set-maintenance':
      return once(() => attention.setMaintenance(machine, { by, reason: given.reason, until: given.until }));
    case 'end-maintenance':
      return once(() => attention.endMaintenance(machine));
    case 'quarantine':
      return once(() => attention.quarantine(machine, { by, reason: given.reason }));
    case 'forget':
      return once(() => enrolment.forget(machine));
    case 'enrol':
      return { at: 'length', kind: 'machine.enrol', input: { machine, inspect: given.inspect } };
    case 'inspect':
      return { at: 'length', kind: 'machine.inspect', input: { machine } };
    case 'power':
      return { at: 'length', kind: 'machine.power', input: { machine, target: given.target } };
    case 'rotate-bmc-password':
      return { at: 'length', kind: 'machine.rotate-bmc-password', input: { machine } };
  }
}
