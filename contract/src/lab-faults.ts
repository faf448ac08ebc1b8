/** Every fault of a lab machine: what is wrong, where and when it can be seen, and of what kind of part it is. */
export const labFaults = {
  'bmc-timeout': {
    summary: 'The BMC accepts connections and never answers.',
    shows: 'At once. Each connection is held for two minutes at most, then cut.',
    part: null,
  },
  'bmc-wrong-password': {
    summary: "The BMC's password is not the one on record.",
    shows: 'At once: 401 for every credential and every session.',
    part: null,
  },
  'bmc-hangs-after-power-on': {
    summary: 'The BMC stops answering when the machine is powered on.',
    shows: 'From the next start of the machine until the fault is taken away.',
    part: null,
  },
  'bmc-error': {
    summary: 'The BMC answers every request with 503.',
    shows: 'At once.',
    part: null,
  },
  'no-boot': {
    summary: 'The machine has power, and its firmware never gets to boot anything.',
    shows: 'At the next start of the machine.',
    part: null,
  },
  'reboots-in-burn-in': {
    summary: 'The machine restarts by itself again and again some minutes after it has booted.',
    shows: 'Once the machine is under load; the BMC logs each restart.',
    part: null,
  },
  'disk-fails': {
    summary: 'A disk answers reads and writes with errors.',
    shows: 'At once: in the machine, in the drive’s health, and in the event log.',
    part: 'drive',
  },
  'disk-slow': {
    summary: 'A disk is many times slower than its siblings and reports no error.',
    shows: 'Only when measured.',
    part: 'drive',
  },
  'disk-missing': {
    summary: 'A disk is gone.',
    shows: 'In the inventory from the next start of the machine.',
    part: 'drive',
  },
  'dimm-missing': {
    summary: 'A DIMM is not seen any more; the machine has less memory.',
    shows: 'In the inventory and the event log from the next start of the machine.',
    part: 'dimm',
  },
  'dimm-errors': {
    summary: 'A DIMM has more corrected errors than it should.',
    shows: "At once: in the event log and as a warning in the DIMM's health.",
    part: 'dimm',
  },
  'nic-missing': {
    summary: 'A network interface is gone.',
    shows: 'In the inventory from the next start of the machine.',
    part: 'nic',
  },
  'part-swapped': {
    summary: 'A disk, DIMM or network interface is another of the same model, with another serial number.',
    shows: 'In the inventory from the next start of the machine.',
    part: 'any',
  },
  'power-lost': {
    summary: 'No mains: the machine is off and cannot be powered on. The BMC lives on standby power.',
    shows: 'At once. When power returns, a machine that was on is started again.',
    part: null,
  },
  'psu-failed': {
    summary: 'A power supply gives no output; the others carry its load.',
    shows: 'At once: in sensors, health and the event log.',
    part: 'power supply',
  },
  'fan-failed': {
    summary: 'A fan stands still; the others run faster.',
    shows: 'At once: in sensors, health and the event log.',
    part: 'fan',
  },
  overheat: {
    summary: 'The processors are over their critical temperature.',
    shows: 'While the machine is on: in sensors, health and the event log.',
    part: null,
  },
} as const satisfies Record<
  string,
  {
    summary: string;
    shows: string;
    /** What a target names; null where the fault is of no part. */
    part: 'drive' | 'dimm' | 'nic' | 'power supply' | 'fan' | 'any' | null;
  }
>;

export type LabFaultName = keyof typeof labFaults;
