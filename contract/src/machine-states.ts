import type { MachineState } from './machine.ts';

export type MachineAction =
  | 'inspect'
  | 'inspected'
  | 'still-ready'
  | 'inspection-failed'
  | 'inspection-cancelled'
  | 'burn-in'
  | 'accept'
  | 'reject'
  | 'quarantine'
  | 'release'
  | 'adopt'
  | 'deploy'
  | 'deployed'
  | 'deployment-failed'
  | 'rescue'
  | 'rescued'
  | 'rescue-failed'
  | 'rescue-undone'
  | 'unrescue'
  | 'unrescued'
  | 'drain'
  | 'drained'
  | 'stay'
  | 'erase'
  | 'erased'
  | 'erase-failed'
  | 'retired'
  | 'retire-unerased';

export type MachineActionRule = {
  next: MachineState;
  /** Who may ask for it. */
  by: 'person' | 'engine';
};

/**
 * The life of a machine: state, allowed actions, next state. What is not here is not allowed, and the state stays.
 * Server, console and command line read this one table. `unreachable` and `maintenance` are no states: a machine whose
 * BMC is silent, or that somebody works on, keeps its place in this life.
 */
export const machineStates = {
  enrolling: {
    inspect: { next: 'inspecting', by: 'person' },
    adopt: { next: 'in-use', by: 'person' },
    'retire-unerased': { next: 'retired', by: 'person' },
  },
  inspecting: {
    inspected: { next: 'inspected', by: 'engine' },
    // It was ready, and nothing about it has changed.
    'still-ready': { next: 'ready', by: 'engine' },
    'inspection-failed': { next: 'quarantined', by: 'engine' },
    // Of one that was never looked at: nothing is known to be wrong with it, and it is inspected again.
    'inspection-cancelled': { next: 'enrolling', by: 'engine' },
  },
  inspected: {
    inspect: { next: 'inspecting', by: 'person' },
    'burn-in': { next: 'burning-in', by: 'person' },
    // Without a burn-in, or over its findings: for those who may override, and with a reason.
    accept: { next: 'ready', by: 'person' },
    quarantine: { next: 'quarantined', by: 'person' },
    erase: { next: 'erasing', by: 'person' },
    'retire-unerased': { next: 'retired', by: 'person' },
  },
  'burning-in': {
    accept: { next: 'ready', by: 'engine' },
    reject: { next: 'quarantined', by: 'engine' },
  },
  ready: {
    inspect: { next: 'inspecting', by: 'person' },
    'burn-in': { next: 'burning-in', by: 'person' },
    deploy: { next: 'deploying', by: 'person' },
    quarantine: { next: 'quarantined', by: 'person' },
    erase: { next: 'erasing', by: 'person' },
    'retire-unerased': { next: 'retired', by: 'person' },
  },
  deploying: {
    deployed: { next: 'in-use', by: 'engine' },
    'deployment-failed': { next: 'quarantined', by: 'engine' },
  },
  'in-use': {
    rescue: { next: 'rescuing', by: 'person' },
    drain: { next: 'draining', by: 'person' },
  },
  rescuing: {
    rescued: { next: 'rescued', by: 'engine' },
    'rescue-failed': { next: 'rescue-failed', by: 'engine' },
    // It was cancelled or failed, and the machine runs its own system again.
    'rescue-undone': { next: 'in-use', by: 'engine' },
  },
  rescued: {
    unrescue: { next: 'unrescuing', by: 'person' },
    // Its host does not run, so there is nothing to drain.
    erase: { next: 'erasing', by: 'person' },
  },
  unrescuing: {
    unrescued: { next: 'in-use', by: 'engine' },
    'rescue-failed': { next: 'rescue-failed', by: 'engine' },
  },
  // What runs on it nobody knows: the way in or the way back has ended half-way.
  'rescue-failed': {
    rescue: { next: 'rescuing', by: 'person' },
    unrescue: { next: 'unrescuing', by: 'person' },
    quarantine: { next: 'quarantined', by: 'person' },
    erase: { next: 'erasing', by: 'person' },
  },
  draining: {
    drained: { next: 'erasing', by: 'engine' },
    stay: { next: 'in-use', by: 'engine' },
  },
  erasing: {
    erased: { next: 'ready', by: 'engine' },
    retired: { next: 'retired', by: 'engine' },
    'erase-failed': { next: 'quarantined', by: 'engine' },
  },
  quarantined: {
    inspect: { next: 'inspecting', by: 'person' },
    'burn-in': { next: 'burning-in', by: 'person' },
    release: { next: 'ready', by: 'person' },
    erase: { next: 'erasing', by: 'person' },
    'retire-unerased': { next: 'retired', by: 'person' },
  },
  retired: {},
} as const satisfies Record<MachineState, { [Action in MachineAction]?: MachineActionRule }>;

/** The state after an action; undefined where the state does not allow it. */
export function nextMachineState(state: MachineState, action: MachineAction): MachineState | undefined {
  const actions: { [Action in MachineAction]?: MachineActionRule } = machineStates[state];
  return actions[action]?.next;
}

/** The states from which an action is allowed. */
export function machineStatesAllowing(action: MachineAction): MachineState[] {
  return (Object.keys(machineStates) as MachineState[]).filter(
    (state) => nextMachineState(state, action) !== undefined,
  );
}

/** What a person may ask of a machine in this state. */
export function machineActionsOf(state: MachineState): MachineAction[] {
  const rules = Object.entries(machineStates[state]) as [MachineAction, MachineActionRule][];
  return rules.filter(([, { by }]) => by === 'person').map(([action]) => action);
}

/** What erasing begins with: one whose host runs is emptied first. */
export function eraseActionOf(state: MachineState): MachineAction {
  return state === 'in-use' ? 'drain' : 'erase';
}

/** What accepting over findings is: one in quarantine is released. */
export function acceptActionOf(state: MachineState): MachineAction {
  return state === 'inspected' ? 'accept' : 'release';
}

/** From where a machine can be forgotten: it has carried nothing that an erasure would have to remove. */
const forgettableStates: readonly MachineState[] = ['enrolling', 'inspected', 'quarantined'];

/** One that was in use, or may be, is retired instead, so that its history stays. */
export function isForgettable({ state, host }: { state: MachineState; host: string | null }): boolean {
  return forgettableStates.includes(state) && host === null;
}

export type MachineClock = {
  /** Seconds after which a machine in this state is late; null: it may stay. */
  limitSeconds: number | null;
  /** What a machine in this state waits for. */
  waitsFor: string;
  /** What a person does when it is late, or to go on. */
  nextAction: string;
};

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Each state's clock: nothing is ever just stuck. An operation can set a longer limit, such as a burn-in's own length. */
export const machineClocks: Record<MachineState, MachineClock> = {
  enrolling: {
    limitSeconds: hour,
    waitsFor: 'its BMC to answer and its first inspection',
    nextAction: 'Check the address and credentials of its BMC, then inspect it.',
  },
  inspecting: {
    limitSeconds: hour,
    waitsFor: 'the agent to boot on it and to report what it is made of',
    nextAction: 'Look at its console: does it boot the agent? Cancel the operation, then inspect it again.',
  },
  inspected: {
    limitSeconds: 7 * day,
    waitsFor: 'a burn-in',
    nextAction: 'Burn it in, or accept it with a reason.',
  },
  'burning-in': {
    limitSeconds: day,
    waitsFor: 'its tests to end',
    nextAction: 'Look at the operation: which test runs? Cancel it, then burn the machine in again.',
  },
  ready: { limitSeconds: null, waitsFor: 'somebody to use it', nextAction: 'Deploy it.' },
  deploying: {
    limitSeconds: 2 * hour,
    waitsFor: 'its image to be written and its system to answer',
    nextAction:
      'Look at its console: does it boot from its disk? Cancel the operation, then deploy it again.',
  },
  'in-use': { limitSeconds: null, waitsFor: 'nothing', nextAction: 'Drain it to take it out.' },
  rescuing: {
    limitSeconds: hour,
    waitsFor: 'the rescue system to boot on it',
    nextAction:
      'Look at its console: does it boot the rescue system? Cancel the operation to have it back in use.',
  },
  rescued: {
    limitSeconds: day,
    waitsFor: 'somebody to repair its system',
    nextAction:
      'Sign in as its rescue access says; then boot its own system again: tuskar machine unrescue <name>. One that is past repair is erased or retired.',
  },
  unrescuing: {
    limitSeconds: hour,
    waitsFor: 'its own system to boot again',
    nextAction: 'Look at its console: does it boot from its disk?',
  },
  'rescue-failed': {
    limitSeconds: hour,
    waitsFor: 'somebody to have it boot one system or the other',
    nextAction: 'Correct what the reason names; then unrescue it, rescue it again, or erase or retire it.',
  },
  draining: {
    limitSeconds: day,
    waitsFor: 'its host to be empty',
    nextAction: 'Move what its host still carries, then drain it again.',
  },
  erasing: {
    limitSeconds: 3 * day,
    waitsFor: 'its disks to be erased and verified',
    nextAction: 'Look at the operation: which disk is erased now?',
  },
  quarantined: {
    limitSeconds: 14 * day,
    waitsFor: 'a repair',
    nextAction: 'Repair what the reason names, then inspect it and burn it in again.',
  },
  retired: { limitSeconds: null, waitsFor: 'nothing', nextAction: 'Take it out of its rack.' },
};
