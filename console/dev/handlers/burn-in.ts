import type { BurnInFinding, BurnInProfile } from '@tuskar/contract/burn-in.ts';
import type { Problem } from '@tuskar/contract/problem.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import { BurnIn, BurnInDetail } from '@tuskar/contract/burn-in.ts';
import { nextMachineState } from '@tuskar/contract/machine-states.ts';
import { problemOf } from '@tuskar/contract/problem.ts';
import { sampleBurnIn } from '../samples/burn-in.ts';
import { submit } from '../simulate.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { move } from './machine.ts';
import { pageOf } from './page.ts';

const burnInOf = (world: World, id: string) =>
  findOr(world.burnIns, 'burn-in-not-found', (burnIn) => burnIn.id === id);

function findingOf(world: World, id: string): BurnInFinding {
  return findOr(
    world.burnIns.flatMap(({ findings }) => findings),
    'finding-not-found',
    (finding) => finding.id === id,
  );
}

/** Counts what is open, and lets the machine go or takes it back, as the server does. */
function reconsider(world: World, { id, burnIn, machine }: BurnInFinding): void {
  const run = burnInOf(world, burnIn);
  run.openFindings = run.findings.filter(({ waiver }) => waiver === null).length;
  world.emit('finding.changed', { type: 'finding', name: id }, { id });
  move(world, machine, {
    state: run.openFindings === 0 ? 'ready' : 'quarantined',
    reason: run.openFindings === 0 ? 'nothing is open any more' : 'a waiver has ended',
  });
}

function begin(world: World, options: { machine: string; profile: BurnInProfile; user: string }) {
  const { machine: name, profile, user } = options;
  const machine = findOr(world.machines, 'machine-not-found', (one) => one.name === name);
  if (nextMachineState(machine.state, 'burn-in') === undefined) {
    throw new TuskarError('machine-state', `The machine ${name} is ${machine.state}: it cannot burn-in.`);
  }
  const id = `bi-new-${world.burnIns.length}`;
  const operation = submit(world, {
    kind: 'machine.burn-in',
    title: `Burn in ${name}`,
    subject: { type: 'machine', name },
    requestedBy: user,
    steps: profile.tests.map(({ kind }, wave) => ({ title: kind, host: null, wave })),
  });
  const now = new Date().toISOString();
  const begun = { createdAt: now, startedAt: now, endedAt: null, measured: [], requestedBy: user };
  world.burnIns.unshift(
    sampleBurnIn({
      ...begun,
      id,
      machine: name,
      profile: profile.name,
      tests: profile.tests,
      state: 'running',
      operation: operation.id,
    }),
  );
  move(world, name, { state: 'burning-in', reason: `burn-in '${profile.name}'` });
  return operation;
}

const withSeconds = (profile: Omit<BurnInProfile, 'seconds' | 'builtIn'>): BurnInProfile => ({
  ...profile,
  builtIn: false,
  seconds: profile.tests.reduce((sum, { seconds }) => sum + seconds, 0),
});

export const burnInHandlers: Handlers<
  | 'burn-in.list'
  | 'burn-in.show'
  | 'burn-in.compare'
  | 'burn-in.run'
  | 'finding.waive'
  | 'finding.unwaive'
  | 'machine.findings'
  | 'profile.list'
  | 'profile.create'
  | 'profile.update'
  | 'profile.remove'
> = {
  'burn-in.list': ({ session: { world }, query }) => {
    const { machine, state } = query;
    const found = world.burnIns.filter(
      (one) =>
        (machine === undefined || one.machine === machine) && (state === undefined || one.state === state),
    );
    return pageOf(
      found.map((one) => BurnIn.parse(one)),
      query,
    );
  },
  'burn-in.show': ({ session: { world }, params }) => BurnInDetail.parse(burnInOf(world, params.id)),
  'burn-in.compare': ({ session: { world }, params }) => ({
    class: 'compute-r650',
    items: burnInOf(world, params.id).measured,
  }),
  'burn-in.run': ({ session: { world, user }, body }) => {
    const profile = findOr(world.profiles, 'profile-not-found', ({ name }) => name === body.profile);
    const refused: { machine: string; problem: Problem }[] = [];
    const items = body.machines.flatMap((machine) => {
      try {
        return [begin(world, { machine, profile, user })];
      } catch (error) {
        refused.push({ machine, problem: problemOf(error as TuskarError) });
        return [];
      }
    });
    return { items, refused };
  },
  'finding.waive': ({ session: { world, user }, params, body }) => {
    const finding = findingOf(world, params.id);
    finding.waiver = { ...body, by: user, at: new Date().toISOString() };
    reconsider(world, finding);
    return finding;
  },
  'finding.unwaive': ({ session: { world }, params }) => {
    const finding = findingOf(world, params.id);
    finding.waiver = null;
    reconsider(world, finding);
    return finding;
  },
  'machine.findings': ({ session: { world }, params }) => ({
    items:
      world.burnIns.find(({ machine, endedAt }) => machine === params.name && endedAt !== null)?.findings ??
      [],
  }),
  'profile.list': ({ session: { world } }) => ({ items: world.profiles }),
  'profile.create': ({ session: { world }, body }) => {
    const profile = withSeconds(body);
    world.profiles.push(profile);
    world.emit('profile.changed', { type: 'profile', name: profile.name }, profile);
    return profile;
  },
  'profile.update': ({ session: { world }, params, body }) => {
    const profile = findOr(world.profiles, 'profile-not-found', ({ name }) => name === params.name);
    return Object.assign(profile, withSeconds({ ...body, name: params.name }));
  },
  'profile.remove': ({ session: { world }, params }) => {
    world.profiles = world.profiles.filter(({ name }) => name !== params.name);
    return undefined;
  },
};
