import { burnInSteps, simulatedBurnIn } from '@tuskar/lab/simulated/agent/burn-in.ts';
import { simulatedErase } from '@tuskar/lab/simulated/agent/erase.ts';
import { simulatedInspection } from '@tuskar/lab/simulated/agent/inspection.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { NodePanel, NodeRecords, NodeStep } from '../bare-metal.ts';
import { individual } from './individual.ts';
import { changeSimulatedNode, getSimulatedNode } from './registry.ts';
import type { Run, SimulatedNode } from './simulated-node.ts';
import { updateSimulatedNode } from './store.ts';
import type { Simulation } from './work.ts';

/** The machine as it was when the work began. */
function then({ name }: SimulatedNode, { faults }: Run, { seed }: Simulation) {
  return individual({ seed, name, faults });
}

export function simulatedRecords(db: Db, simulation: Simulation): NodeRecords {
  return {
    inventory: async (id) => {
      const node = await getSimulatedNode(db, id);
      const run = node.runs.findLast(({ verb, endsAt }) => verb === 'inspect' && endsAt <= Date.now());
      if (run === undefined) return null;
      const { machine, faults } = then(node, run, simulation);
      return simulatedInspection(machine, { faults, at: run.endsAt });
    },
    history: async (id) => {
      const node = await getSimulatedNode(db, id);
      return node.history
        .filter(({ at }) => at <= Date.now())
        .map(({ at, type, event }) => ({
          id: `${id}/${at}`,
          at: new Date(at).toISOString(),
          severity: 'ERROR',
          type,
          event,
          conductor: 'simulated',
        }))
        .toReversed();
    },
    firmware: async (id) => {
      const { name, faults } = await getSimulatedNode(db, id);
      const { machine } = individual({ seed: simulation.seed, name, faults });
      return machine.firmware.map(({ component, version }) => ({
        component,
        initial: version,
        current: version,
      }));
    },
    results: async (id) => {
      const node = await getSimulatedNode(db, id);
      const results = node.runs
        .filter(({ endsAt }) => endsAt <= Date.now())
        .flatMap((run) => recordsOf(node, run, simulation));
      return { format: 1, results };
    },
  };
}

/** What our hardware manager would have recorded of the steps of one piece of work. */
function recordsOf(node: SimulatedNode, run: Run, simulation: Simulation) {
  const { machine, faults } = then(node, run, simulation);
  return run.steps.flatMap(({ step: name, args = {} }: NodeStep): object[] => {
    const seconds = Number(args['seconds']) || 1;
    const about = {
      run: typeof args['run'] === 'string' ? args['run'] : null,
      faults,
      startedAt: run.endsAt - seconds * 1000,
      seconds,
    };
    if (name === 'tuskar_erase') return [simulatedErase(machine, about)];
    const step = burnInSteps.find((one) => name === `tuskar_burnin_${one}`);
    // It has restarted: what its agent kept is gone, and Ironic takes the step for done.
    if (step === undefined || faults.some((fault) => fault.name === 'reboots-in-burn-in')) return [];
    return [simulatedBurnIn(machine, { ...about, step, destructive: args['destructive'] === true })];
  });
}

export function simulatedPanel(db: Db): NodePanel {
  return {
    indicators: async (id) => {
      await getSimulatedNode(db, id);
      return [
        { component: 'system', name: 'led@system', states: ['on', 'off', 'blinking'], readonly: false },
      ];
    },
    indicator: async (id) => (await getSimulatedNode(db, id)).flags.light ?? 'off',
    setIndicator: (id, { state }) =>
      changeSimulatedNode(db, id, (tx, { flags }) =>
        updateSimulatedNode(tx, id, { flags: { ...flags, light: state } }),
      ),
    console: async () => null,
  };
}
