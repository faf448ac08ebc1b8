import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { BareMetal, BareMetalOf, Node, NodeStep, ProvisionRequest } from '../bare-metal.ts';
import { sampleAnswer } from './inventory.ts';

/** What a scripted node is and will do; kept in a file, since several processes act in a scenario. */
export type ScriptedNode = {
  provisionState: string;
  changes: number;
  lastError: string | null;
  /** The answer to the next inspections. */
  inventory: unknown;
  /** What the hardware manager will record, by clean step. */
  measured: Record<string, { measured?: unknown; failures?: unknown[]; error?: string }>;
  /** Clean steps that fail, with the text that the service keeps of it; 'inspect' for inspections. */
  failing: Record<string, string>;
  agentAddress: string | null;
  /** What runs on it now. */
  step: Node['step'];
  records: unknown[];
  /** What was asked for: verbs, and clean steps by name. */
  asked: string[];
};

export type ScriptedBareMetal = {
  bareMetalOf: BareMetalOf;
  read: (id: string) => ScriptedNode;
  script: (id: string, change: Partial<ScriptedNode>) => void;
};

const fresh: ScriptedNode = {
  provisionState: 'enroll',
  changes: 0,
  lastError: null,
  inventory: sampleAnswer(),
  measured: {},
  failing: {},
  agentAddress: '198.18.48.21',
  step: null,
  records: [],
  asked: [],
};

/** A bare-metal service that does at once what it is asked, and fails where its script says so. */
export function scriptedBareMetal(directory: string): ScriptedBareMetal {
  const file = (id: string) => join(directory, `${id}.json`);
  const read = (id: string): ScriptedNode => {
    try {
      return JSON.parse(readFileSync(file(id), 'utf8')) as ScriptedNode;
    } catch {
      return structuredClone(fresh);
    }
  };
  const script = (id: string, change: Partial<ScriptedNode>) => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(`${file(id)}.new`, JSON.stringify({ ...read(id), ...change }));
    renameSync(`${file(id)}.new`, file(id));
  };

  const provision = async (id: string, { verb, cleanSteps = [] }: ProvisionRequest) => {
    const node = read(id);
    const steps = cleanSteps.map(({ step }) => step);
    const failing = [verb, ...steps].map((name) => node.failing[name]).find((text) => text !== undefined);
    const ends =
      verb === 'abort'
        ? 'clean failed'
        : failing === undefined
          ? 'manageable'
          : verb === 'inspect'
            ? 'inspect failed'
            : 'clean failed';
    script(id, {
      provisionState: ends,
      step: null,
      changes: node.changes + 1,
      lastError: failing ?? null,
      records: [...node.records, ...cleanSteps.map((step) => recordOf(node, step))],
      asked: [...node.asked, verb, ...steps],
    });
  };

  const show = async (id: string) => toNode(id, read(id));
  const bareMetal: BareMetal = {
    glance: show,
    registry: {
      show,
      // None that came unannounced.
      list: async () => [],
      ...unscripted('enrol', 'update', 'forget', 'validate', 'ports'),
    },
    work: { provision, ...unscripted('power', 'bootDevice', 'maintenance') },
    records: {
      inventory: async (id) => {
        const { inventory, plugin_data: pluginData = {} } = (read(id).inventory ?? {}) as {
          inventory?: Record<string, unknown>;
          plugin_data?: Record<string, unknown>;
        };
        return inventory === undefined ? null : { inventory, pluginData };
      },
      results: async (id) => ({ format: 1, results: read(id).records }),
      ...unscripted('history', 'firmware'),
    },
    panel: unscripted('indicators', 'indicator', 'setIndicator', 'console'),
  };
  return { bareMetalOf: async () => bareMetal, read, script };
}

function recordOf(node: ScriptedNode, { step, args }: NodeStep) {
  const { measured = null, failures = [], error = null } = node.measured[step] ?? {};
  return { step, run: args?.['run'], ok: error === null, error, measured, failures };
}

function toNode(id: string, { provisionState, changes, lastError, agentAddress, step }: ScriptedNode): Node {
  return {
    id,
    name: null,
    provisionState,
    targetProvisionState: null,
    provisionChangedAt: `${changes}`,
    power: 'on',
    maintenance: false,
    maintenanceReason: null,
    fault: null,
    lastError,
    agentAddress,
    step,
    lockedBy: null,
    retired: false,
    protected: false,
    driver: null,
    properties: {},
    instance: {},
    driverSettings: {},
  };
}

/** Calls that no scenario of inspection and burn-in makes. */
function unscripted<Name extends string>(...names: Name[]): Record<Name, () => Promise<never>> {
  const refuse = () =>
    Promise.reject(new TuskarError('node-state', 'The scripted bare-metal service cannot do that.'));
  return Object.fromEntries(names.map((name) => [name, refuse])) as Record<Name, () => Promise<never>>;
}
