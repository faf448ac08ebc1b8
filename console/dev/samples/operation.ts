import type { OperationDetail, OperationLogLine, OperationStep } from '@tuskar/contract/operation.ts';
import { after, ago } from './time.ts';

export function sampleStep(
  change: Partial<OperationStep> & Pick<OperationStep, 'name' | 'title'>,
): OperationStep {
  return {
    wave: 0,
    host: null,
    state: 'pending',
    startedAt: null,
    endedAt: null,
    deadlineAt: null,
    attempts: 0,
    message: null,
    waitingFor: null,
    error: null,
    ...change,
  };
}

const phases = ['foundation', 'data', 'identity', 'services', 'compute', 'finish'];

/** The steps of a deploy over some hosts, all done, each ten seconds. */
export function deploySteps(hosts: string[], begun: string): OperationStep[] {
  return phases.flatMap((phase, wave) =>
    hosts.map((host) =>
      sampleStep({
        name: `converge-${phase}:${host}`,
        title: `Converge ${phase}`,
        wave,
        host,
        state: 'done',
        startedAt: after(begun, wave * 10),
        endedAt: after(begun, wave * 10 + 9),
        attempts: 1,
      }),
    ),
  );
}

export function sampleOperation(
  change: Partial<OperationDetail> & Pick<OperationDetail, 'id' | 'title'>,
): OperationDetail {
  const begun = ago({ hours: 4, minutes: 2 });
  const stepList = change.stepList ?? deploySteps(['try-1'], begun);
  return {
    kind: 'cloud.execute',
    subject: { type: 'cloud', name: 'try' },
    state: 'succeeded',
    requestedBy: 'alma',
    reason: null,
    createdAt: begun,
    startedAt: begun,
    endedAt: after(begun, 62),
    attempt: 1,
    waitingFor: null,
    nextAction: null,
    error: null,
    result: null,
    ...change,
    steps: { done: stepList.filter(({ state }) => state === 'done').length, total: stepList.length },
    stepList,
  };
}

/** Some lines for each step that has begun. */
export function sampleLog(operation: OperationDetail, linesPerStep = 6): OperationLogLine[] {
  const begun = operation.stepList.filter(({ startedAt }) => startedAt !== null);
  return begun.flatMap(({ name, host, startedAt, title, state }, step) =>
    Array.from({ length: linesPerStep }, (_, line): OperationLogLine => {
      const isLast = line === linesPerStep - 1;
      const level = isLast && state === 'failed' ? 'error' : 'info';
      return {
        seq: step * linesPerStep + line + 1,
        at: after(startedAt!, line),
        step: name,
        host,
        level,
        line:
          level === 'error'
            ? 'unit nova-api.service: failed (exit code 1)'
            : `${title}: ${items[line % items.length]!}`,
      };
    }),
  );
}

const items = [
  'file /etc/nova/nova.conf changed (0640 root:nova)',
  'file /etc/haproxy/haproxy.cfg unchanged',
  'unit nova-api.service restarted, active after 1.8 s',
  'command nova-manage cell_v2 discover_hosts skipped: its guard holds',
  'wait https://198.18.0.11:8774/ answered 200 after 0.4 s',
];
