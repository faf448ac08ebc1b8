import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json, Redfish } from './testing/lab.ts';
import { TestBmcs, testMachine, TestWeb } from './testing/lab.ts';

const bmcs = new TestBmcs();
const web = new TestWeb({
  '/boot.iso': 'an image',
  '/other.iso': 'another',
  '/BIOS_2.0.1.bin': 'x',
  '/BIOS.bin': 'x',
});
let redfish: Redfish;

beforeEach(async () => {
  await web.start();
  await bmcs.start();
  redfish = await bmcs.add();
});
afterEach(async () => {
  await bmcs.fleet.remove('m1');
  await bmcs.stop();
  await web.stop();
});

const system = 'Systems/System.Embedded.1';
const log = 'Managers/iDRAC.Embedded.1/LogServices/Sel';
const media = 'Managers/iDRAC.Embedded.1/VirtualMedia';

const powerState = async () => (await redfish.get(system)).body.PowerState as string;
const reset = (ResetType: string) => redfish.post(`${system}/Actions/ComputerSystem.Reset`, { ResetType });
const messages = async (): Promise<string[]> =>
  (await redfish.get(`${log}/Entries`)).body.Members.map((entry: Json) => entry.MessageId.split('.').pop());

async function powerOn() {
  await reset('On');
  await expect.poll(powerState).toBe('On');
}

describe('power', () => {
  it.each([
    ['On', 'Off', 'On'],
    ['ForceOn', 'Off', 'On'],
    ['ForceOff', 'On', 'Off'],
    ['GracefulShutdown', 'On', 'Off'],
    ['PushPowerButton', 'Off', 'On'],
    ['PushPowerButton', 'On', 'Off'],
    ['ForceRestart', 'Off', 'On'],
    ['GracefulRestart', 'Off', 'On'],
  ])('%s takes it from %s to %s', async (type, from, to) => {
    if (from === 'On') await powerOn();
    expect((await reset(type)).status).toBe(204);
    await expect.poll(powerState).toBe(to);
  });

  it.each([
    ['ForceRestart', ['Restarted']],
    ['GracefulRestart', ['ShutDown', 'PoweredOn']],
    ['PowerCycle', ['PoweredOff', 'PoweredOn']],
  ])('%s of a machine that is on leaves it on', async (type, said) => {
    await powerOn();
    await redfish.post(`${log}/Actions/LogService.ClearLog`, {});
    await reset(type);
    await expect.poll(messages).toEqual(expect.arrayContaining(said));
    await expect.poll(powerState).toBe('On');
  });

  it('takes a command again without effect', async () => {
    await powerOn();
    await redfish.post(`${log}/Actions/LogService.ClearLog`, {});
    expect((await reset('On')).status).toBe(204);
    expect(await messages()).toEqual(['LogCleared']);
  });
});

describe('boot override', () => {
  const override = async () => {
    const { Boot } = (await redfish.get(system)).body;
    return [Boot.BootSourceOverrideTarget, Boot.BootSourceOverrideEnabled];
  };

  it('is for once where nothing else is said, and the next start consumes it', async () => {
    await redfish.patch(system, { Boot: { BootSourceOverrideTarget: 'Pxe' } });
    expect(await override()).toEqual(['Pxe', 'Once']);
    await powerOn();
    expect(await override()).toEqual(['None', 'Disabled']);
    expect(await messages()).toContain('Booting');
  });

  it('stays where it is continuous, until it is disabled', async () => {
    const Boot = { BootSourceOverrideTarget: 'Hdd', BootSourceOverrideEnabled: 'Continuous' };
    await redfish.patch(system, { Boot });
    await powerOn();
    expect(await override()).toEqual(['Hdd', 'Continuous']);
    await redfish.patch(system, { Boot: { BootSourceOverrideEnabled: 'Disabled' } });
    expect(await override()).toEqual(['None', 'Disabled']);
  });

  it('is refused where the firmware does not know the target', async () => {
    const machine = testMachine('m2', 2);
    const older = await bmcs.add({ ...machine, bmc: { ...machine.bmc, httpBoot: false } });
    const answer = await older.patch(system, { Boot: { BootSourceOverrideTarget: 'UefiHttp' } });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('UefiHttp');
    const { Boot } = (await older.get(system)).body;
    expect(Boot.BootSourceOverrideTarget).toBe('None');
    expect(Boot['BootSourceOverrideTarget@Redfish.AllowableValues']).not.toContain('UefiHttp');
    await bmcs.fleet.remove('m2');
  });

  it('survives the process', async () => {
    await redfish.patch(system, { Boot: { BootSourceOverrideTarget: 'Cd' } });
    await bmcs.restart();
    Object.assign(redfish, { port: bmcs.port });
    expect(await override()).toEqual(['Cd', 'Once']);
  });
});

it('acts as if it ran the agent after a start from virtual media', async () => {
  await redfish.patch(system, { Boot: { BootSourceOverrideTarget: 'Cd' } });
  await powerOn();
  const progress = async () => (await redfish.get(system)).body.BootProgress;
  expect(await progress()).toEqual({ LastState: 'OSRunning', Oem: { Tuskar: { Running: 'agent' } } });
  await reset('ForceRestart');
  await expect.poll(async () => (await progress()).Oem.Tuskar.Running).toBe('disk');
});

describe('virtual media', () => {
  const insert = (Image: string, drive = 'Cd') =>
    redfish.post(`${media}/${drive}/Actions/VirtualMedia.InsertMedia`, { Image });
  const eject = () => redfish.post(`${media}/Cd/Actions/VirtualMedia.EjectMedia`, {});
  const inserted = async (drive = 'Cd') => {
    const { Image, Inserted } = (await redfish.get(`${media}/${drive}`)).body;
    return [Image, Inserted];
  };

  it('takes an image and gives it back', async () => {
    expect((await insert(web.url('/boot.iso'))).status).toBe(204);
    expect(await inserted()).toEqual([web.url('/boot.iso'), true]);
    expect((await eject()).status).toBe(204);
    expect(await inserted()).toEqual([null, false]);
    expect((await eject()).status).toBe(204);
  });

  it('refuses what is not there, no http URL, and a second image', async () => {
    const gone = await insert(web.url('/gone.iso'));
    expect([gone.status, gone.body.error.message]).toEqual([400, expect.stringContaining('answers 404')]);
    expect((await insert('nfs://somewhere/boot.iso')).status).toBe(400);
    expect(await inserted()).toEqual([null, false]);
    await insert(web.url('/boot.iso'));
    expect((await insert(web.url('/other.iso'))).status).toBe(409);
    expect((await insert(web.url('/boot.iso'))).status).toBe(204);
  });

  it('keeps the drives apart', async () => {
    await insert(web.url('/other.iso'), 'UsbStick');
    expect(await inserted()).toEqual([null, false]);
    expect(await inserted('UsbStick')).toEqual([web.url('/other.iso'), true]);
    expect((await insert(web.url('/other.iso'), 'Floppy')).status).toBe(404);
  });

  it('can be written as properties', async () => {
    await redfish.patch(`${media}/Cd`, { Image: web.url('/boot.iso'), Inserted: true });
    expect(await inserted()).toEqual([web.url('/boot.iso'), true]);
    await redfish.patch(`${media}/Cd`, { Image: null });
    expect(await inserted()).toEqual([null, false]);
  });
});

describe('settings', () => {
  it('takes BIOS settings at the next start', async () => {
    const path = `${system}/Bios`;
    await redfish.patch(`${path}/Settings`, { Attributes: { SysProfile: 'PerfOptimized' } });
    expect((await redfish.get(path)).body.Attributes.SysProfile).toBe('PerfPerWattOptimizedOs');
    await powerOn();
    expect((await redfish.get(path)).body.Attributes.SysProfile).toBe('PerfOptimized');
    expect((await redfish.get(`${path}/Settings`)).body.Attributes).toEqual({});
    await redfish.post(`${path}/Actions/Bios.ResetBios`, {});
    await reset('ForceRestart');
    await expect
      .poll(async () => (await redfish.get(path)).body.Attributes.SysProfile)
      .toBe('PerfPerWattOptimizedOs');
  });

  it('refuses BIOS settings that it does not know', async () => {
    for (const Attributes of [{ Turbo: 'On' }, { SysProfile: 'Fast' }]) {
      expect((await redfish.patch(`${system}/Bios/Settings`, { Attributes })).status).toBe(400);
    }
  });

  it('blinks for whoever looks for it, in old words and new', async () => {
    await redfish.patch(system, { LocationIndicatorActive: true });
    expect((await redfish.get('Chassis/System.Embedded.1')).body).toMatchObject({
      IndicatorLED: 'Blinking',
      LocationIndicatorActive: true,
    });
    await redfish.patch('Chassis/System.Embedded.1', { IndicatorLED: 'Off' });
    expect((await redfish.get(system)).body.LocationIndicatorActive).toBe(false);
  });
});

describe('firmware', () => {
  const update = (body: object) => redfish.post('UpdateService/Actions/UpdateService.SimpleUpdate', body);
  const taskAt = async (path: string) => (await redfish.get(path)).body;

  it('is updated as a task, from the version that the image’s name has', async () => {
    const { status, headers } = await update({ ImageURI: web.url('/BIOS_2.0.1.bin') });
    expect(status).toBe(202);
    const path = String(headers.location);
    await expect.poll(() => taskAt(path)).toMatchObject({ TaskState: 'Completed', PercentComplete: 100 });
    expect((await redfish.get('UpdateService/FirmwareInventory/BIOS')).body.Version).toBe('2.0.1');
  });

  it('says why an update failed', async () => {
    const { headers } = await update({ ImageURI: web.url('/BIOS_9.9.9.bin') });
    const path = String(headers.location);
    await expect.poll(() => taskAt(path)).toMatchObject({ TaskState: 'Exception', TaskStatus: 'Critical' });
    expect((await taskAt(path)).Messages[0].Message).toContain('404');
  });

  it('refuses what it cannot tell the component or version of', async () => {
    expect((await update({ ImageURI: web.url('/BIOS.bin') })).status).toBe(400);
    expect((await update({ ImageURI: web.url('/boot.iso') })).status).toBe(400);
  });
});

describe('events', () => {
  const subscribe = (more: object = {}) =>
    redfish.post('EventService/Subscriptions', {
      Destination: web.url('/events'),
      Protocol: 'Redfish',
      Context: 'mine',
      ...more,
    });

  it('tells a subscriber of what happens', async () => {
    expect((await subscribe({ HttpHeaders: [{ 'X-Secret': 'abc' }] })).status).toBe(201);
    await powerOn();
    await expect
      .poll(() => web.posted.map(({ body }) => body.Events[0].MessageId))
      .toContain('TuskarLab.1.0.PoweredOn');
    expect(web.posted[0]).toMatchObject({
      path: '/events',
      headers: { 'x-secret': 'abc' },
      body: { Context: 'mine', Events: [{ EventType: 'StatusChange', EventTimestamp: expect.any(String) }] },
    });
    const { body } = await redfish.get('EventService/Subscriptions/1');
    expect(JSON.stringify(body)).not.toContain('abc');
  });

  it('tries again where it is not taken, and gives up in the end', async () => {
    await subscribe();
    web.statuses.push(500, 500);
    await redfish.post('EventService/Actions/EventService.SubmitTestEvent', {});
    await expect.poll(() => web.posted.length).toBe(3);
    web.statuses.push(500, 500, 500);
    await redfish.post('EventService/Actions/EventService.SubmitTestEvent', { Message: 'lost' });
    await redfish.post('EventService/Actions/EventService.SubmitTestEvent', { Message: 'next' });
    await expect.poll(() => web.posted.length).toBe(7);
    expect(web.posted.at(-1)?.body.Events[0].MessageArgs).toEqual(['next']);
  });

  it('sends only the types that were asked for', async () => {
    await subscribe({ EventTypes: ['Alert'] });
    await redfish.post('EventService/Actions/EventService.SubmitTestEvent', {});
    await bmcs.fleet.setFaults('m1', [{ name: 'psu-failed' }]);
    await expect.poll(() => web.posted.length).toBe(1);
    expect(web.posted[0]?.body.Events[0].MessageId).toBe('TuskarLab.1.0.PowerSupplyFailed');
  });

  it('has a limit on subscriptions, keeps them over a restart, and ends them', async () => {
    for (let count = 0; count < 8; count += 1) expect((await subscribe()).status).toBe(201);
    expect((await subscribe()).status).toBe(400);
    await bmcs.restart();
    Object.assign(redfish, { port: bmcs.port });
    expect((await redfish.get('EventService/Subscriptions')).body.Members).toHaveLength(8);
    expect((await redfish.ask('DELETE', 'EventService/Subscriptions/3')).status).toBe(204);
    expect((await redfish.ask('DELETE', 'EventService/Subscriptions/3')).status).toBe(404);
  });
});

describe('the event log', () => {
  it('lists the newest first, and is cleared', async () => {
    await powerOn();
    const { body } = await redfish.get(`${log}/Entries?$top=1`);
    expect(body.Members).toHaveLength(1);
    expect(body['Members@odata.count']).toBeGreaterThan(1);
    expect((await redfish.get(body.Members[0]['@odata.id'])).body.Message).toEqual(expect.any(String));
    await redfish.post(`${log}/Actions/LogService.ClearLog`, {});
    expect(await messages()).toEqual(['LogCleared']);
  });
});
