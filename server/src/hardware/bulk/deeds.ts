import type { BulkAction } from '@tuskar/contract/machine-bulk.ts';
import type { EraseGoal } from '@tuskar/contract/machine-erase.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { Json } from '../../platform/json.ts';
import type { Deployments } from '../deploy/deploy.ts';
import type { Enrolment } from '../enrolment.ts';
import type { MachineAttention } from '../machine-attention.ts';
import type { MachineRescueInput } from '../operations/machine-rescue.ts';
import type { RescueRequest } from '../rescue/prepare.ts';

/** How an action is done to one machine: at once, or by an operation of its own, whose input is made as it begins. */
export type Deed =
  | {
      at: 'once';
      run: () => Promise<unknown>;
      /** Where it leaves the machine; null: nowhere, it is no more. Undefined: it may be done again. */
      leaves?: MachineState | null;
    }
  | { at: 'length'; kind: string; input: () => Promise<Json>; reason?: string | undefined };

export type DeedDeps = {
  enrolment: Pick<Enrolment, 'update' | 'forget'>;
  attention: Pick<MachineAttention, 'setMaintenance' | 'endMaintenance' | 'quarantine'>;
  deployments: Pick<Deployments, 'prepare'>;
  prepareRetest: (machine: string) => Promise<Json>;
  prepareRescue: (request: RescueRequest) => Promise<MachineRescueInput>;
  accept: (machine: { name: string; by: string; reason: string }) => Promise<void>;
};

export function deedOf(
  deps: DeedDeps,
  given: BulkAction,
  { machine, by }: { machine: string; by: string },
): Deed {
  const { enrolment, attention, deployments, accept, prepareRetest, prepareRescue } = deps;
  const once = (run: () => Promise<unknown>, leaves?: MachineState | null): Deed => ({
    at: 'once',
    run,
    ...(leaves === undefined ? {} : { leaves }),
  });
  const operation = (kind: string, more: { [name: string]: Json } = {}, reason?: string): Deed => ({
    at: 'length',
    kind,
    input: async () => ({ machine, ...more }),
    reason,
  });
  const erasure = (goal: EraseGoal, reason: string | undefined) =>
    operation('machine.erase', { goal, reason: reason ?? null }, reason);
  switch (given.action) {
    case 'label':
      return once(() => enrolment.update(machine, { labels: given.labels }));
    case 'set-maintenance':
      return once(() => attention.setMaintenance(machine, { by, reason: given.reason, until: given.until }));
    case 'end-maintenance':
      return once(() => attention.endMaintenance(machine));
    case 'quarantine':
      return once(() => attention.quarantine(machine, { by, reason: given.reason }), 'quarantined');
    case 'accept':
      return once(() => accept({ name: machine, by, reason: given.reason }), 'ready');
    case 'forget':
      return once(() => enrolment.forget(machine), null);
    case 'enrol':
      return operation('machine.enrol', { inspect: given.inspect });
    case 'inspect':
      return operation('machine.inspect');
    case 'retest':
      return { at: 'length', kind: 'machine.retest', input: () => prepareRetest(machine) };
    case 'power':
      return operation('machine.power', { target: given.target });
    case 'rotate-bmc-password':
      return operation('machine.rotate-bmc-password');
    case 'rescue': {
      const { reason, force } = given;
      const input = () => prepareRescue({ machine, reason, force });
      return { at: 'length', kind: 'machine.rescue', input, reason };
    }
    case 'unrescue':
      return operation('machine.unrescue');
    case 'erase':
      return erasure('ready', given.reason);
    case 'retire':
      return erasure('retired', given.reason);
    case 'deploy':
      return {
        at: 'length',
        kind: 'machine.deploy',
        input: () => deployments.prepare(plainly(machine, given)),
      };
  }
}

/** Called as the machine is, on the disk that the rule chooses, with an address that it asks for. */
function plainly(machine: string, { image }: { image?: string | undefined }) {
  const network = { kind: 'dhcp' } as const;
  return { machine, hostname: undefined, image, rootDisk: {}, network, authorizedKeys: [] };
}
