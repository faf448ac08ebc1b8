import type { Client } from '@tuskar/client/client.ts';
import type { CloudDetail } from '@tuskar/contract/cloud.ts';
import { type Command, Option } from 'commander';
import { showBlueprint } from '../cloud/plan.ts';
import { withFormat } from '../command.ts';
import { connect, findConnection } from '../connection.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { type Format, printData } from '../output.ts';
import { placesOf } from '../places.ts';
import { readFirstSignIn } from '../server/commands.ts';
import { startServer } from '../server/start.ts';
import { requireRoot } from '../server/system-user.ts';
import { watchOperation } from '../watch.ts';
import { tryIntent } from './intent.ts';
import { createPhases } from './phases.ts';
import { checkSpace, lockTry } from './preflight.ts';

export function addTryCommand(program: Command, io: Io): void {
  withFormat(program.command('try'))
    .description('from nothing to a running, verified OpenStack with a console, on this machine')
    .option('--cloud <name>', 'what to call the cloud', 'try')
    .addOption(
      new Option('--hosts <n>', 'container hosts; the first carries all roles, others compute')
        .default(1)
        .argParser(Number),
    )
    .option('--no-verify', 'do not verify the cloud at the end')
    .action((options: Options) => tryOut(io, options));
}

type Options = { cloud: string; hosts: number; verify: boolean; output: Format };

async function tryOut(io: Io, options: Options): Promise<void> {
  requireRoot('tuskar try');
  const places = placesOf(io.env);
  checkSpace(places);
  const lock = lockTry(places);
  try {
    await tryLocked(io, options);
  } finally {
    lock.release();
  }
}

async function tryLocked(io: Io, options: Options): Promise<void> {
  const phases = createPhases(io);
  await phases.run('start the control plane', () => startServer(io));
  const client = connect(io);
  const image = await phases.run('image: the root file system of every host', () => ensureImage(io, client));
  const hosts = Array.from({ length: options.hosts }, (_, n) => `${options.cloud}-${n + 1}`);
  await phases.run('lab: hosts and networks', () => ensureLab({ io, client, hosts, image }));
  const intent = tryIntent({ name: options.cloud, hosts, image });
  const changed = await phases.run('cloud: configure and start OpenStack', () =>
    ensureCloud({ io, client, name: options.cloud, intent }),
  );
  if (options.verify) {
    await phases.run('verify: a server that boots and answers', () =>
      ensureVerified({ io, client, name: options.cloud, changed }),
    );
  }
  if (changed)
    await phases.run('furnish: what a first server needs', () =>
      furnish({ io, client, name: options.cloud }),
    );
  const cloud = await client.call('cloud.show', { params: { name: options.cloud } });
  phases.tell();
  tellWayIn(io, cloud);
  if (options.output !== 'table')
    printData(io, { cloud: cloud.name, changed, phases: phases.times }, options.output);
}

async function ensureImage(io: Io, client: Client): Promise<string> {
  const operation = await client.call('image.build', { body: {} });
  const ended = await watchOperation({ io, client, id: operation.id });
  return (ended.result as { image: string }).image;
}

type LabGoal = { io: Io; client: Client; hosts: string[]; image: string };

async function ensureLab({ io, client, hosts, image }: LabGoal): Promise<void> {
  const lab = await client.call('lab.show');
  const running = lab.hosts.filter((host) => host.state === 'running').map((host) => host.name);
  if (lab.state === 'up' && hosts.every((host) => running.includes(host))) return io.talk('the lab is up');
  const operation = await client.call('lab.up', { body: { hosts, image } });
  await watchOperation({ io, client, id: operation.id });
}

type CloudGoal = { io: Io; client: Client; name: string; intent: string };

/** Plans and executes; an execution that another `try` began and that still runs is followed instead. */
async function ensureCloud({ io, client, name, intent }: CloudGoal): Promise<boolean> {
  const running = await findRunning(client, name);
  if (running !== null) {
    io.talk(`an operation on the cloud ${name} runs already; following it`);
    await watchOperation({ io, client, id: running });
  }
  const blueprint = await client.call('cloud.plan', { params: { name }, body: { intent } });
  if (blueprint.summary.changes === 0) {
    await showBlueprint({ io, client, blueprint, content: 'hidden' });
    await client.call('blueprint.abandon', { params: { id: blueprint.id }, body: { reason: 'no changes' } });
    return false;
  }
  const { id, summary } = blueprint;
  io.talk(
    `blueprint ${id}: ${summary.changes} changes on ${summary.hostsChanged} hosts; see them with: tuskar cloud diff ${id}`,
  );
  await client.call('blueprint.approve', { params: { id }, body: { reason: 'tuskar try' } });
  const operation = await client.call('blueprint.execute', { params: { id } });
  await watchOperation({ io, client, id: operation.id });
  return true;
}

async function findRunning(client: Client, name: string): Promise<string | null> {
  const { items } = await client.call('cloud.list');
  return items.find((cloud) => cloud.name === name)?.runningOperation ?? null;
}

async function ensureVerified(goal: {
  io: Io;
  client: Client;
  name: string;
  changed: boolean;
}): Promise<void> {
  const { io, client, name, changed } = goal;
  const { lastVerification } = await client.call('cloud.show', { params: { name } });
  if (!changed && lastVerification?.state === 'passed') return io.talk(`verified at ${lastVerification.at}`);
  const operation = await client.call('cloud.verify', { params: { name }, body: { suite: 'acceptance' } });
  await watchOperation({ io, client, id: operation.id });
  const { items } = await client.call('verification.list', { params: { name } });
  if (items[0]?.state !== 'passed') throw new Exit('differs');
  io.talk(`${items[0].passed} checks passed`);
}

async function furnish({ io, client, name }: { io: Io; client: Client; name: string }): Promise<void> {
  const operation = await client.call('cloud.furnish', { params: { name } });
  await watchOperation({ io, client, id: operation.id });
}

function tellWayIn(io: Io, cloud: CloudDetail): void {
  const first = readFirstSignIn(io);
  const lines = [
    '',
    `The cloud ${cloud.name} runs: OpenStack in region ${cloud.region}.`,
    `  console    ${findConnection(io.env).server}`,
    ...(first === undefined
      ? []
      : [`             sign in as ${first.user} with the password ${first.password}`]),
    `             (the certificate is from Tuskar's own authority: ${placesOf(io.env).state}/ca.pem)`,
    ...(cloud.dashboardUrl === null ? [] : [`  dashboard  ${cloud.dashboardUrl}`]),
    '  client     tuskar openstack server create --image guest --flavor tiny --network demo --wait first',
    `  openrc     tuskar cloud credentials ${cloud.name}`,
    `  to end it  tuskar lab down --force --reason 'tried it'; tuskar server stop`,
  ];
  for (const line of lines) io.talk(line);
}
