import { TuskarError } from '@tuskar/contract/error.ts';
import type { Images } from '../images/image.ts';
import type { Handlers } from '../platform/http/handler.ts';
import type { MachineKeeper } from './keeper.ts';
import { type MachineNewsDeps, tellMachineNews } from './machine-news.ts';
import { toLabMachine } from './resource.ts';

type MachineRoute = Extract<keyof Handlers, `lab.machine.${string}`>;
export type LabMachineHandlers = Pick<Handlers, MachineRoute>;

export type LabMachineOptions = Omit<MachineNewsDeps, 'keeper'> & { keeper: MachineKeeper; images: Images };

export function labMachineHandlers({ keeper, images, ...deps }: LabMachineOptions): LabMachineHandlers {
  const tell = () => tellMachineNews({ ...deps, keeper });
  return {
    'lab.machine.list': async () => ({ items: (await keeper.machines()).map(toLabMachine) }),
    'lab.machine.show': async ({ params: { name } }) => {
      const machine = (await keeper.machines()).find((one) => one.name === name);
      if (machine === undefined) throw machineNotFound(name);
      return toLabMachine(machine);
    },
    'lab.machine.add': async ({ body: { names, size, image } }) => {
      const machines = [...new Set(names)].map((name) => ({ name, size }));
      const added = await keeper.addMachines({ image: await images.choose(image), machines });
      await tell();
      return { items: added.map(toLabMachine) };
    },
    'lab.machine.remove': async ({ params: { name } }) => {
      await keeper.removeMachine(name);
      await tell();
    },
    'lab.machine.fault': async ({ params: { name }, body }) => {
      const machine = await keeper.setMachineFaults(name, body);
      await tell();
      return toLabMachine(machine);
    },
    'lab.machine.power': async ({ params: { name }, body: { power } }) => {
      const machine = await keeper.switchMachinePower(name, power);
      await tell();
      return toLabMachine(machine);
    },
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

const machineNotFound = (name: string): TuskarError =>
  new TuskarError('lab-machine-not-found', `The lab has no machine ${name}.`, { context: { machine: name } });
