import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostConnection } from '../../hosts/connection.ts';
import type {
  OperationDefinition,
  Step,
  StepContext,
  StepOutcome,
} from '../../platform/operations/definition.ts';
import type { DeployDeps } from '../deploy/deps.ts';
import { addressOf, firstHostKey, keyPrefix, signIn } from '../deploy/first-contact.ts';
import type { MachineDeployInput } from '../deploy/input.ts';
import { makeHostKey, takeHostKey } from '../deploy/replace-host-key.ts';
import { takeForDeploy } from '../deploy/take.ts';
import { writeDisk } from '../deploy/write-disk.ts';
import { moveMachine } from '../machine-transition.ts';
import { getMachine } from '../store.ts';
import { workEnded } from '../work-ended.ts';

const minute = 60;
const hour = 60 * minute;
const pollSeconds = 5;
const noUndo = 'the machine goes into quarantine, and is deployed again from its beginning';

/** Writes the host image to a machine, signs in to the new system, and makes it a host. */
export function machineDeploy(deps: DeployDeps): OperationDefinition<MachineDeployInput> {
  const { db, events, images, imageServer, hosts } = deps;
  const take = (input: MachineDeployInput, context: StepContext) =>
    takeForDeploy(deps, input.machine, context);

  async function bringImage(input: MachineDeployInput, context: StepContext): Promise<StepOutcome> {
    await take(input, context);
    if (input.simulated) return { state: 'done', result: { url: '' } };
    const { file } = await images.choose(input.image);
    const megabytes = (bytes: number) => Math.round(bytes / 1e6);
    const url = await imageServer.bring(file, {
      signal: context.signal,
      progress: (sent) => context.progress(`${megabytes(sent)} of ${megabytes(file.bytes)} MB`),
    });
    return { state: 'done', result: { url } };
  }

  /** The key that came by the configuration drive, and where the system answers with it. */
  async function contactOf(input: MachineDeployInput, context: StepContext) {
    const { id, provider } = await take(input, context);
    const { registry } = await deps.bareMetalOf(provider);
    const { publicKey } = await firstHostKey(deps, { machineId: id, operation: context.operation.id });
    const address = addressOf(input, (await registry.show(id)).agentAddress);
    return { hostname: input.hostname, address, hostKey: publicKey };
  }

  async function answer(input: MachineDeployInput, context: StepContext): Promise<StepOutcome> {
    const contact = await contactOf(input, context);
    context.waitingFor(`the new system to answer at ${contact.address}`);
    if ((await signIn(deps, contact, context)) === undefined)
      return { state: 'waiting', for: `the new system to answer at ${contact.address}`, pollSeconds };
    context.log(`${contact.address} answers with the host key that it was given.`);
    return { state: 'done', result: { address: contact.address } };
  }

  async function newKey(input: MachineDeployInput, context: StepContext): Promise<StepOutcome> {
    const contact = { ...(await contactOf(input, context)), ...addressIn(context) };
    const connection = await signIn(deps, contact, context);
    if (connection === undefined) return silent(contact);
    return { state: 'done', result: { key: await makeHostKey(connection, context.signal) } };
  }

  async function switchKey(input: MachineDeployInput, context: StepContext): Promise<StepOutcome> {
    const old = { ...(await contactOf(input, context)), ...addressIn(context) };
    const kept = { ...old, hostKey: keyIn(context) };
    const already = await signIn(deps, kept, context);
    const first: HostConnection | undefined = already ?? (await signIn(deps, old, context));
    if (first === undefined) return silent(old);
    await takeHostKey(first, context.signal);
    if (already === undefined && (await signIn(deps, kept, context)) === undefined) return silent(kept);
    return { state: 'done' };
  }

  async function register(input: MachineDeployInput, context: StepContext): Promise<StepOutcome> {
    const { hostname, machine } = input;
    const row = await take(input, context);
    const hostKey = keyIn(context);
    const known = await hosts.find(hostname);
    if (known !== undefined && known.hostKey !== hostKey && row.host !== hostname)
      throw new TuskarError('host-exists', `There is another host ${hostname} already.`, {
        context: { host: hostname, machine },
      });
    const { hostImage: image } = await images.choose(input.image);
    await hosts.register({ name: hostname, hostKey, image, ...addressIn(context) });
    await hosts.look(hostname, context.signal);
    return { state: 'done' };
  }

  async function finish(input: MachineDeployInput, context: StepContext): Promise<StepOutcome> {
    const { machine, hostname, simulated } = input;
    const host = simulated ? null : hostname;
    const before = await getMachine(db, machine);
    if (before.state !== 'in-use' || before.host !== host) {
      await take(input, context);
      await db.transaction().execute((tx) =>
        moveMachine(tx, events, {
          name: machine,
          action: 'deployed',
          reason: `deployed with ${input.image}`,
          set: { host, operation: null },
        }),
      );
    }
    await deps.secrets.forget(keyPrefix(before.id));
    return { state: 'done' };
  }

  function steps(input: MachineDeployInput): Step[] {
    const step = (
      name: string,
      title: string,
      seconds: number,
      run: (input: MachineDeployInput, context: StepContext) => Promise<StepOutcome>,
    ): Step => ({ name, title, timeoutSeconds: seconds, run: (context) => run(input, context), noUndo });
    const written = async (given: MachineDeployInput, context: StepContext) => {
      const row = await take(given, context);
      const { url } = context.results['bring-image'] as { url: string };
      return await writeDisk(deps, { input: given, row, url }, context);
    };
    return [
      step('bring-image', 'Bring the image to the bare-metal service', hour, bringImage),
      step('write-disk', `Write the image to disk ${diskOf(input)}`, 2 * hour, written),
      ...(input.simulated
        ? []
        : [
            step('first-contact', 'Wait for the new system to answer', hour, answer),
            step('new-host-key', 'Let it make the host key that it keeps', 5 * minute, newKey),
            step('switch-host-key', 'Put that key in place of the first one', 5 * minute, switchKey),
            step('register', 'Register it as a host', 5 * minute, register),
          ]),
      step('finish', 'Put the machine into use', minute, finish),
    ];
  }

  return {
    kind: 'machine.deploy',
    title: ({ machine, hostname }) => `Deploy ${machine} as ${hostname}`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: (input) => steps(input).map((step) => ({ title: step.title, steps: [step] })),
    result: (results) => results['first-contact'] ?? null,
    ended: ({ machine }, end, { id }) => workEnded(deps, { machine, end, operation: id, what: 'deployment' }),
  };
}

function addressIn({ results }: StepContext): { address: string } {
  return results['first-contact'] as { address: string };
}

function keyIn({ results }: StepContext): string {
  return (results['new-host-key'] as { key: string }).key;
}

function silent({ address }: { address: string }): StepOutcome {
  return { state: 'waiting', for: `the new system to answer at ${address}`, pollSeconds };
}

function diskOf({ rootDisk: { serial, wwn, place } }: MachineDeployInput): string {
  const id = serial ?? wwn ?? 'of the machine';
  return place === null ? id : `${id} (${place})`;
}
