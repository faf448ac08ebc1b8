import type { Logger } from 'pino';
import { asFound } from '../machines/as-found.ts';
import type { BodyEvent, BodyMaker, BootOrder, MachineBody } from '../machines/body.ts';
import { faultTable, resolveFault } from '../machines/faults.ts';
import type { Fault, FaultName, MachineDescription } from '../machines/schema.ts';
import { VirtualDrives } from './drives.ts';
import { defaultRetries, Events, type Retries } from './events.ts';
import { type Problem, problemOf } from './health.ts';
import { type Ids, idsOf } from './ids.ts';
import type { Images } from './images.ts';
import { EventLog } from './log.ts';
import { Power } from './power.ts';
import { type Readings, readings } from './sensors.ts';
import { Sessions } from './sessions.ts';
import type { BmcState } from './state/schema.ts';
import { Tasks } from './tasks.ts';

export type BmcOptions = {
  /** Made anew each time where 10,000 of them would fill the memory. */
  describe: () => MachineDescription;
  kind: 'qemu' | 'simulated';
  state: BmcState;
  makeBody: BodyMaker;
  images: Images;
  log: Logger;
  /** Writes the state where a killed process cannot lose it. */
  save: (state: BmcState) => void;
  retries?: Retries;
};

/** One management controller: owns boot override, virtual media, accounts, event log and faults of one machine. */
export class Bmc {
  readonly kind: BmcOptions['kind'];
  readonly state: BmcState;
  readonly sessions = new Sessions();
  readonly tasks = new Tasks();
  readonly log: EventLog;
  readonly events: Events;
  readonly drives: VirtualDrives;
  readonly ids: Ids;
  /** Whether it has stopped answering, by the fault of that name. */
  isHanging = false;
  readonly #options: BmcOptions;
  #body: MachineBody | null = null;
  #power: Power | null = null;

  private constructor(options: BmcOptions) {
    const { state, log, images, kind, retries = defaultRetries } = options;
    const machine = options.describe();
    this.#options = options;
    this.kind = kind;
    this.state = state;
    this.ids = idsOf(machine);
    this.events = new Events({ state, log, retries, origin: `/redfish/v1/Systems/${this.ids.system}` });
    this.log = new EventLog(state, (entry) => {
      this.events.send(entry);
      this.save();
    });
    this.drives = new VirtualDrives({ state, log: this.log, images, machine: machine.name });
  }

  /** A BMC with its body; what the state says of mains and power is then true of the body. */
  static async open(options: BmcOptions): Promise<Bmc> {
    const bmc = new Bmc(options);
    bmc.#body = await options.makeBody(options.describe(), () => bmc.#nextStart());
    bmc.#body.onEvent((event) => bmc.#onEvent(event));
    await bmc.#body.setFaults(options.state.faults);
    if (!bmc.has('power-lost')) options.state.power = bmc.#body.powerState();
    bmc.#power = new Power({
      body: bmc.#body,
      log: options.log,
      mains: () => !bmc.has('power-lost'),
      onRestart: () => bmc.log.write('Restarted'),
      onFailure: (wanted) => bmc.log.write('PowerFailed', wanted),
    });
    return bmc;
  }

  get body(): MachineBody {
    if (this.#body === null) throw new Error('the BMC is not open');
    return this.#body;
  }

  get power(): Power {
    if (this.#power === null) throw new Error('the BMC is not open');
    return this.#power;
  }

  /** The machine as it was delivered, with the firmware that it has now. */
  get machine(): MachineDescription {
    const machine = this.#options.describe();
    const { firmware } = this.state;
    if (Object.keys(firmware).length === 0) return machine;
    return {
      ...machine,
      bmc: { ...machine.bmc, firmware: firmware['BMC'] ?? machine.bmc.firmware },
      firmware: machine.firmware.map(({ component, version }) => ({
        component,
        version: firmware[component] ?? version,
      })),
    };
  }

  /** The machine as its firmware found it at its last start. */
  get found(): MachineDescription {
    return asFound(this.machine, this.state.found);
  }

  get isOn(): boolean {
    return this.body.powerState() === 'On';
  }

  has(name: FaultName): boolean {
    return this.state.faults.some((fault) => fault.name === name);
  }

  problems(): Problem[] {
    const visible = this.state.faults.filter(({ name }) => !faultTable[name].atNextStart);
    const { isOn } = this;
    return [...visible, ...this.state.found]
      .map((fault) => problemOf(fault, isOn))
      .filter((problem) => problem !== undefined);
  }

  readings(): Readings {
    return readings(this.machine, { faults: this.state.faults, isOn: this.isOn, at: Date.now() });
  }

  isPassword(user: string, password: string): boolean {
    if (this.has('bmc-wrong-password')) return false;
    const { bmc } = this.machine;
    return user === bmc.user && password === (this.state.password ?? bmc.password);
  }

  setPassword(password: string): void {
    this.state.password = password;
    this.sessions.closeAll();
    this.log.write('PasswordChanged', this.machine.bmc.user);
  }

  /** Throws `lab-part-not-found`, and changes nothing then, where a fault names a part that the machine lacks. */
  async setFaults(faults: readonly Fault[]): Promise<void> {
    const { machine, state } = this;
    const before = state.faults;
    state.faults = faults.map((fault) => resolveFault(machine, fault));
    const isNew = (fault: Fault, among: readonly Fault[]) =>
      !among.some(({ name, target }) => name === fault.name && target === fault.target);
    const atOnce = ({ name }: Fault) => !faultTable[name].atNextStart;
    for (const fault of before.filter(atOnce)) if (isNew(fault, state.faults)) this.#logRecovery(fault);
    for (const fault of state.faults.filter(atOnce)) if (isNew(fault, before)) this.#logProblem(fault);
    if (!this.has('bmc-hangs-after-power-on')) this.isHanging = false;
    this.save();
    await this.body.setFaults(state.faults);
    await this.#followMains(before.some(({ name }) => name === 'power-lost'));
  }

  /** As after pressing the BMC's own reset: sessions and tasks are gone, and it answers again. */
  restart(): void {
    this.sessions.closeAll();
    this.isHanging = false;
  }

  /** Cuts the machine's power and empties the drives; the BMC is of no use afterwards. */
  async close(): Promise<void> {
    await this.power.settled();
    await this.body.powerOff();
    this.drives.eject('Cd');
    this.drives.eject('UsbStick');
  }

  save(): void {
    this.#options.save(this.state);
  }

  async #followMains(wereLost: boolean): Promise<void> {
    const areLost = this.has('power-lost');
    if (areLost && !wereLost) {
      const wasOn = this.state.power === 'On';
      await this.power.settled();
      await this.body.powerOff();
      // Not what the body says now, but what it goes back to.
      this.state.power = wasOn ? 'On' : 'Off';
      this.save();
    }
    if (wereLost && !areLost && this.state.power === 'On') this.power.reset('On');
  }

  #onEvent(event: BodyEvent): void {
    if (event.type === 'restarted') return this.log.write('Restarted');
    if (!this.has('power-lost')) this.state.power = event.state;
    if (event.state === 'Off') return this.log.write(event.cause === 'system' ? 'ShutDown' : 'PoweredOff');
    if (this.has('bmc-hangs-after-power-on')) this.isHanging = true;
    this.log.write('PoweredOn');
  }

  /** The machine starts now: what it boots, what its firmware finds, and which settings take effect. */
  #nextStart(): BootOrder {
    const { state } = this;
    const { target, enabled } = state.boot;
    if (enabled === 'Once') state.boot = { ...state.boot, target: 'None', enabled: 'Disabled' };
    if (state.bios.pending !== null) {
      state.bios = { current: { ...state.bios.current, ...state.bios.pending }, pending: null };
    }
    this.#findParts();
    const wanted = enabled === 'Disabled' ? 'None' : target;
    this.log.write('Booting', wanted === 'None' ? 'its own boot order' : wanted);
    return {
      target: wanted,
      media: state.media.Cd?.file ?? null,
      usbStick: state.media.UsbStick?.file ?? null,
    };
  }

  #findParts(): void {
    const { state } = this;
    const before = state.found;
    state.found = state.faults.filter(({ name }) => faultTable[name].atNextStart);
    const key = ({ name, target }: Fault) => `${name} ${target}`;
    const [was, is] = [new Set(before.map(key)), new Set(state.found.map(key))];
    for (const fault of before) if (!is.has(key(fault))) this.#logRecovery(fault);
    for (const fault of state.found) if (!was.has(key(fault))) this.#logProblem(fault);
    const hot = state.faults.find(({ name }) => name === 'overheat');
    if (hot) this.log.write('TemperatureCritical', 'the processors');
  }

  #logProblem(fault: Fault): void {
    if (fault.name === 'part-swapped') return this.log.write('PartChanged', fault.target ?? '');
    const problem = problemOf(fault, this.isOn);
    if (problem) this.log.write(problem.message, problem.part ?? 'the processors');
  }

  #logRecovery(fault: Fault): void {
    if (fault.name === 'part-swapped') return this.log.write('PartChanged', fault.target ?? '');
    const problem = problemOf(fault, true);
    if (problem) this.log.write('Recovered', problem.part ?? `The ${problem.component}`);
  }
}
