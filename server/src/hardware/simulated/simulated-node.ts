import { hash } from '@tuskar/lab/machines/seeded.ts';
import type { Node, NodeGlance, NodeStep } from '../bare-metal.ts';
import type { SimulatedNodeRow } from '../undercloud-tables.ts';
import { type Course, type Phase, phaseAt } from './course.ts';

/** A piece of work whose agent found or measured something, to be seen when its time has come. */
export type Run = {
  /** From 0, among the pieces of work of this node. */
  number: number;
  verb: 'inspect' | 'clean' | 'service';
  /** Milliseconds since 1970: when it ends. */
  endsAt: number;
  faults: string[];
  /** Those that were carried out to their end. */
  steps: NodeStep[];
};

export type Happening = { at: number; type: string; event: string };

export type Flags = {
  maintenance?: string;
  retired?: string;
  protected?: string;
  driverSettings?: Record<string, unknown>;
  instance?: Record<string, unknown>;
  properties?: Record<string, unknown>;
  light?: string;
};

export type SimulatedNode = {
  id: string;
  name: string;
  macs: string[];
  course: Course;
  flags: Flags;
  /** 'disk-fails:bay-2': what a person said is wrong with it. */
  faults: string[];
  runs: Run[];
  history: Happening[];
};

/** Only this program writes these columns, so they are what was written. */
export function toSimulatedNode(row: SimulatedNodeRow): SimulatedNode {
  return {
    id: row.id,
    name: row.name,
    macs: (row.definition['macs'] as string[] | undefined) ?? [],
    course: row.course as Course,
    flags: row.flags,
    faults: row.faults,
    runs: (row.results['runs'] as Run[] | undefined) ?? [],
    history: row.history as Happening[],
  };
}

/** Nothing answers there: it is for whoever shows it, or tells it to another simulated machine. */
function addressOf(name: string): string {
  const number = hash(name, 'agent');
  return `198.19.${(number >>> 8) % 256}.${1 + (number % 254)}`;
}

export function glanceOf(node: SimulatedNode, now: number): NodeGlance {
  const phase: Phase = phaseAt(node.course, now);
  const { flags } = node;
  return {
    id: node.id,
    name: node.name,
    provisionState: phase.state,
    targetProvisionState: phase.target,
    provisionChangedAt: new Date(phase.since).toISOString(),
    power: phase.power,
    maintenance: flags.maintenance !== undefined || phase.fault !== null,
    maintenanceReason: flags.maintenance ?? (phase.fault === null ? null : phase.lastError),
    fault: phase.fault,
    lastError: phase.lastError,
    agentAddress: phase.power === 'on' ? addressOf(node.name) : null,
    step: phase.step,
    lockedBy: null,
    retired: flags.retired !== undefined,
    protected: flags.protected !== undefined,
    driver: 'simulated',
  };
}

export function nodeOf(node: SimulatedNode, now: number): Node {
  const { properties = {}, instance = {}, driverSettings = {} } = node.flags;
  return { ...glanceOf(node, now), properties, instance, driverSettings };
}
