import type { Problem } from '@tuskar/contract/problem.ts';
import type { WorldState } from '../world-state.ts';
import { sampleBlueprint } from './blueprint.ts';
import { sampleCertificates, sampleSigningKeys } from './certificate.ts';
import { sampleBurnIns } from './burn-in.ts';
import { sampleCloud, sampleServices } from './cloud.ts';
import { sampleClass, sampleDeviations, sampleProposal } from './hardware-class.ts';
import { sampleHost } from './host.ts';
import { sampleIncidents } from './incident.ts';
import { sampleMachines } from './machine.ts';
import { deploySteps, sampleLog, sampleOperation } from './operation.ts';
import { after, ago } from './time.ts';
import { silentUndercloud } from './undercloud.ts';
import { tryWorld } from './try.ts';

const problem: Problem = {
  type: '/docs/errors#converge-failed',
  title: 'A step on the host failed',
  status: 500,
  detail: 'Unit nova-api.service on try-1 did not start: it exited with code 1 within 2 s.',
  code: 'converge-failed',
  remedy: 'Read the journal of the unit below, remove its cause, then retry the operation.',
  retryable: false,
  context: {
    host: 'try-1',
    item: 'nova:unit',
    command: 'systemctl restart nova-api.service',
    exitCode: 1,
    journal:
      "nova-api[4121]: CRITICAL nova [-] Unhandled error: sqlalchemy.exc.OperationalError:\nnova-api[4121]: (pymysql.err.OperationalError) (1045, \"Access denied for user 'nova'@'198.18.0.11'\")\nsystemd[1]: nova-api.service: Main process exited, code=exited, status=1/FAILURE",
  },
};

/** A deploy that failed half-way, a degraded cloud, a host that is gone and one that has drifted. */
export function troubleWorld(): WorldState {
  const world = tryWorld();
  const begun = ago({ minutes: 9 });
  const stepList = deploySteps(['try-1', 'try-2'], begun).map((step) => {
    if (step.wave > 3)
      return { ...step, state: 'pending' as const, startedAt: null, endedAt: null, attempts: 0 };
    if (step.wave !== 3 || step.host !== 'try-1') return step;
    return { ...step, state: 'failed' as const, attempts: 3, error: problem };
  });
  const failed = sampleOperation({
    id: 'op-0005',
    title: 'Execute blueprint bp-0003 on try',
    state: 'failed',
    reason: 'More room for the research group',
    createdAt: begun,
    startedAt: begun,
    endedAt: after(begun, 41),
    nextAction: 'Correct the password of nova in the database, then retry the operation.',
    error: problem,
    stepList,
  });
  const services = sampleServices('try-1').map((service) => {
    if (service.unit === 'nova-api.service') {
      return { ...service, state: 'down' as const, reason: 'The unit failed: exit code 1' };
    }
    if (service.service === 'rabbitmq')
      return { ...service, state: 'degraded' as const, reason: 'Memory alarm' };
    return service;
  });
  const cloud = sampleCloud({
    state: 'degraded',
    stateReason: 'nova-api.service on try-1 is down',
    stateSince: ago({ minutes: 8 }),
    hosts: [
      { name: 'try-1', roles: ['controller', 'network', 'compute'] },
      { name: 'try-2', roles: ['compute'] },
    ],
    services,
  });
  return {
    ...world,
    clouds: [cloud],
    blueprints: [
      sampleBlueprint({ id: 'bp-0003', parent: 'bp-0001', state: 'failed', executedBy: failed.id }),
      ...world.blueprints,
    ],
    hosts: [
      sampleHost({ name: 'try-1', drift: 2 }),
      sampleHost({
        name: 'try-2',
        address: '198.18.0.12',
        roles: ['compute'],
        state: 'unreachable',
        stateReason: 'ssh: connect to host 198.18.0.12 port 22: No route to host',
        stateSince: ago({ minutes: 6 }),
        drift: null,
      }),
    ],
    machines: sampleMachines(),
    incidents: sampleIncidents(),
    certificates: sampleCertificates(),
    signingKeys: sampleSigningKeys(),
    burnIns: sampleBurnIns(),
    classes: [sampleClass()],
    proposals: [sampleProposal()],
    deviations: sampleDeviations(),
    undercloud: silentUndercloud(),
    operations: [failed, ...world.operations],
    logs: new Map([...world.logs, [failed.id, sampleLog(failed)]]),
  };
}
