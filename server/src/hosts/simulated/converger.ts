import { TuskarError } from '@tuskar/contract/error.ts';
import { itemsFailed, timedOut, withProgress } from '../converge/failure.ts';
import { ConvergeRecord } from '../converge/record.ts';
import { openSecrets } from '../converge/secrets.ts';
import type { ConvergeEvent } from '../converge/schema.ts';
import type { Converger, ConvergeOptions, ConvergeSummary } from '../converger.ts';
import { ActiveFaults } from './fault.ts';
import { runItems } from './run.ts';
import type { SimulatedStore } from './store.ts';

/** Converges hosts that exist in `store` only, with the events, errors and idempotency of real ones. */
export function createSimulatedConverger({ store }: { store: SimulatedStore }): Converger {
  const busy = new Set<string>();
  return {
    async converge(options) {
      const { name } = options.host;
      if (busy.has(name)) {
        throw new TuskarError('host-busy', `${name}: another converges this host`, {
          context: { host: name },
        });
      }
      busy.add(name);
      try {
        return await convergeSimulated(options, store);
      } finally {
        busy.delete(name);
      }
    },
  };
}

async function convergeSimulated(options: ConvergeOptions, store: SimulatedStore): Promise<ConvergeSummary> {
  const { host, mode, onEvent, timeoutSeconds } = options;
  const { part } = await openSecrets(options.part, options.secrets);
  const faults = new ActiveFaults(await store.faults(host.name));
  const state = await store.load(host.name);
  const record = new ConvergeRecord();
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const emit = (event: ConvergeEvent) => {
    record.add(event);
    onEvent?.(event);
    if (seconds() > timeoutSeconds) throw timedOut(part, record, timeoutSeconds);
  };
  try {
    if (faults.strike('unreachable')) throw unreachable(options);
    emit({ type: 'start', mode, total: options.only?.length ?? part.items.length });
    await runItems({ options, part, state, faults, emit, save: () => store.save(host.name, state) });
  } catch (error) {
    throw withProgress(error, part, record);
  } finally {
    await store.setFaults(host.name, faults.left());
  }
  const summary = record.summary(seconds());
  emit({ type: 'result', state: summary.failed > 0 ? 'failed' : 'done', seconds: seconds() });
  if (summary.failed > 0 && mode === 'apply') throw itemsFailed(part, record.failed(), summary.skipped);
  return summary;
}

function unreachable({ host }: ConvergeOptions): TuskarError {
  const message = `${host.name} (${host.sshUser}@${host.address}:${host.port ?? 22}): it does not answer in time`;
  return new TuskarError('host-unreachable', message, { context: { host: host.name } });
}
