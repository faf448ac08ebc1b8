import type { LabMachine } from '@tuskar/contract/lab-machine.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { LabMachine as KeptMachine } from '@tuskar/lab/keeper/protocol.ts';
import type { Images } from '../images/image.ts';
import type { Handlers } from '../platform/http/handler.ts';
import type { MachineKeeper } from './keeper.ts';

type MachineRoute = Extract<keyof Handlers, `lab.machine.${string}`>;
export type LabMachineHandlers = Pick<Handlers, MachineRoute>;

export type LabMachineOptions = { keeper: MachineKeeper; images: Images };

export function labMachineHandlers({ keeper, images }: LabMachineOptions): LabMachineHandlers {
  return {
    'lab.machine.list': async () => ({ items: (await keeper.machines()).map(toMachine) }),
    'lab.machine.show': async ({ params: { name } }) => {
      const machine = (await keeper.machines()).find((one) => one.name === name);
      if (machine === undefined) throw machineNotFound(name);
      return toMachine(machine);
    },
    'lab.machine.add': async ({ body: { names, size, image } }) => {
      const machines = [...new Set(names)].map((name) => ({ name, size }));
      const added = await keeper.addMachines({ image: await images.choose(image), machines });
      return { items: added.map(toMachine) };
    },
    'lab.machine.remove': ({ params: { name } }) => keeper.removeMachine(name),
    'lab.machine.fault': async ({ params: { name }, body }) =>
      toMachine(await keeper.setMachineFaults(name, body)),
    'lab.machine.console': async ({ params: { name } }) => ({ text: await keeper.machineConsole(name) }),
    'lab.machine.credentials': async ({ params: { name } }) => {
      const { address, user, password } = (await keeper.describeMachine(name)).bmc;
      return { address, user, password };
    },
    'lab.machine.simulate': async ({ body: { count, seed, image } }) => {
      await keeper.simulate({ image: await images.choose(image), count, seed });
      return { count, seed };
    },
  };
}

function toMachine({ name, size, address, power, bootOverride, media, faults }: KeptMachine): LabMachine {
  return {
    name,
    size,
    bmcAddress: address,
    power,
    bootOverride: bootOverride?.target ?? null,
    media,
    faults,
  };
}

const machineNotFound = (name: string): TuskarError =>
  new TuskarError('lab-machine-not-found', `The lab has no machine ${name}.`, { context: { machine: name } });
