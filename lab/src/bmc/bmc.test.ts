import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BodyEvent, BootOrder, BootOrderSource, MachineBody } from '../machines/body.ts';
import type { Fault, PowerState } from '../machines/schema.ts';
import type { Fleet } from './fleet.ts';
import { Redfish, TestBmcs, testMachine, TestWeb } from './testing/lab.ts';

/** A machine that records what its BMC asks of it, and does as the test says. */
class RecordedBody implements MachineBody {
  readonly calls: string[] = [];
  readonly orders: BootOrder[] = [];
  faults: Fault[] = [];
  fails = false;
  state: PowerState = 'Off';
  #listener: (event: BodyEvent) => void = () => undefined;
  readonly #bootOrder: BootOrderSource;

  constructor(bootOrder: BootOrderSource) {
    this.#bootOrder = bootOrder;
  }

  powerState = () => this.state;

  async powerOn() {
    this.calls.push('on');
    if (this.fails) throw new Error('no such machine');
    this.start();
    this.change('On');
  }

  async powerOff() {
    this.calls.push('off');
    this.change('Off');
  }

  async pressButton() {
    this.calls.push('button');
  }

  async reset() {
    this.calls.push('reset');
    this.start();
  }

  async setFaults(faults: Fault[]) {
    this.faults = faults;
  }

  onEvent(listener: (event: BodyEvent) => void) {
    const before = this.#listener;
    this.#listener = (event) => {
      before(event);
      listener(event);
    };
  }

  start() {
    this.orders.push(this.#bootOrder());
  }

  change(state: PowerState, cause: 'asked' | 'system' | 'lost' = 'asked') {
    if (state === this.state) return;
    this.state = state;
    this.#listener({ type: 'power', state, cause });
  }
}

let body: RecordedBody;
const bmcs = new TestBmcs({
  qemu: () => async (_, bootOrder) => {
    body = new RecordedBody(bootOrder);
    return body;
  },
});
const web = new TestWeb({ '/boot.iso': 'an image', '/stick.img': 'a stick' });
let redfish: Redfish;

const bmc = () => bmcs.fleet.get('m1');
const fleet = (): Fleet => bmcs.fleet;
const system = 'Systems/System.Embedded.1';
const reset = async (ResetType: string) => {
  await redfish.post(`${system}/Actions/ComputerSystem.Reset`, { ResetType });
  await (await bmc()).power.settled();
};
const insert = (drive: string, path: string) =>
  redfish.post(`Managers/iDRAC.Embedded.1/VirtualMedia/${drive}/Actions/VirtualMedia.InsertMedia`, {
    Image: web.url(path),
  });

beforeEach(async () => {
  await web.start();
  await bmcs.start();
  const machine = testMachine();
  await fleet().add({ machine, body: { kind: 'qemu', index: 1 } });
  redfish = new Redfish(machine, bmcs.port);
});
afterEach(async () => {
  await fleet().remove('m1');
  await bmcs.stop();
  await web.stop();
});

it('tells the machine at each start what to boot, with files of the images', async () => {
  await insert('Cd', '/boot.iso');
  await insert('UsbStick', '/stick.img');
  await redfish.patch(system, { Boot: { BootSourceOverrideTarget: 'Cd' } });
  await reset('On');
  body.start();
  const [first, second] = body.orders;
  expect([first?.target, second?.target]).toEqual(['Cd', 'None']);
  expect(readFileSync(first?.media ?? '', 'utf8')).toBe('an image');
  expect(readFileSync(first?.usbStick ?? '', 'utf8')).toBe('a stick');
});

it('keeps the image for the machine over a restart of the process, and discards it when ejected', async () => {
  await insert('Cd', '/boot.iso');
  const file = (await bmc()).state.media.Cd?.file ?? '';
  await bmcs.restart();
  redfish = new Redfish(redfish.machine, bmcs.port);
  expect(existsSync(file)).toBe(true);
  await redfish.post('Managers/iDRAC.Embedded.1/VirtualMedia/Cd/Actions/VirtualMedia.EjectMedia', {});
  expect(existsSync(file)).toBe(false);
});

it('does not mark a real machine as simulated', async () => {
  expect((await redfish.get(system)).body.Oem.Tuskar.Simulated).toBe(false);
  expect((await redfish.get(system)).body.BootProgress).toBeUndefined();
});

it('starts again a machine that was to restart once it has shut itself down', async () => {
  await reset('On');
  await reset('GracefulRestart');
  expect(body.calls).toEqual(['on', 'button']);
  body.change('Off', 'system');
  await (await bmc()).power.settled();
  expect(body.calls).toEqual(['on', 'button', 'on']);
});

it('leaves a machine off that was told to stay off meanwhile', async () => {
  await reset('On');
  await reset('GracefulRestart');
  await reset('ForceOff');
  expect(body.calls).toEqual(['on', 'button', 'off']);
});

it('says in its log that the machine did not follow', async () => {
  body.fails = true;
  await reset('On');
  expect((await redfish.get(system)).body.PowerState).toBe('Off');
  expect((await bmc()).log.entries.at(-1)).toMatchObject({ messageId: 'PowerFailed', args: ['On'] });
});

it('hands the machine its faults, also after a restart of the process', async () => {
  await fleet().setFaults('m1', [{ name: 'disk-slow', target: 'Bay.1' }]);
  expect(body.faults).toEqual([{ name: 'disk-slow', target: 'Bay.1' }]);
  await bmcs.restart();
  expect(body.faults).toEqual([{ name: 'disk-slow', target: 'Bay.1' }]);
});

it('cuts the power of a machine that it is to forget', async () => {
  await reset('On');
  await insert('Cd', '/boot.iso');
  const file = (await bmc()).state.media.Cd?.file ?? '';
  await fleet().remove('m1');
  expect([body.calls.at(-1), existsSync(file)]).toEqual(['off', false]);
  await expect(bmc()).rejects.toMatchObject({ code: 'lab-machine-not-found' });
});
