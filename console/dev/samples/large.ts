import type { OperationLogLine } from '@tuskar/contract/operation.ts';
import type { WorldState } from '../world-state.ts';
import { sampleAudit } from './audit.ts';
import { sampleBlueprint, sampleDiff } from './blueprint.ts';
import { sampleCloud } from './cloud.ts';
import { sampleHost } from './host.ts';
import { sampleMachine } from './machine.ts';
import { deploySteps, sampleOperation } from './operation.ts';
import { ago } from './time.ts';
import { tryWorld } from './try.ts';

const hostCount = 10_000;
const changedHosts = 1_000;
const logLines = 30_000;

/** As much of everything as an operator of a large cloud would have. */
export function largeWorld(): WorldState {
  const names = Array.from({ length: hostCount }, (_, index) => `node-${String(index).padStart(5, '0')}`);
  const changed = names.slice(0, changedHosts);
  const stepList = deploySteps(changed, ago({ minutes: 3 })).map((step) =>
    step.wave < 3
      ? step
      : { ...step, state: step.wave === 3 ? ('running' as const) : ('pending' as const), endedAt: null },
  );
  const operation = sampleOperation({
    id: 'op-0009',
    title: 'Execute blueprint bp-0009 on try',
    state: 'running',
    endedAt: null,
    createdAt: ago({ minutes: 3 }),
    startedAt: ago({ minutes: 3 }),
    stepList: stepList.map((step) => (step.state === 'pending' ? { ...step, startedAt: null } : step)),
  });
  const log = Array.from({ length: logLines }, (_, index): OperationLogLine => {
    const { name, host } = stepList[index % (3 * changedHosts)]!;
    return {
      seq: index + 1,
      at: ago({ seconds: 180 }),
      step: name,
      host,
      level: 'info',
      line: `item ${index} unchanged`,
    };
  });
  const world = tryWorld();
  return {
    ...world,
    clouds: [sampleCloud({ runningOperation: operation.id })],
    blueprints: [
      sampleBlueprint({
        id: 'bp-0009',
        parent: 'bp-0001',
        state: 'executing',
        executedBy: operation.id,
        summary: {
          hosts: hostCount,
          hostsChanged: changedHosts,
          changes: changedHosts * 4,
          impact: 'api-gap',
          restarts: changedHosts * 3,
          apiGap: ['compute'],
        },
      }),
    ],
    diffs: [sampleDiff('bp-0009', changed)],
    hosts: names.map((name, index) =>
      sampleHost({
        name,
        source: 'machine',
        address: `198.18.${Math.floor(index / 250)}.${(index % 250) + 1}`,
        roles: [index < 3 ? 'controller' : 'compute'],
      }),
    ),
    machines: names.map((name) => sampleMachine({ name })),
    operations: [operation, ...world.operations],
    logs: new Map([[operation.id, log]]),
    audit: sampleAudit(2_000),
  };
}
