/** What can be wrong, how bad it is at least, and what a person does about it. */
export const incidentKinds = {
  'machine-late': {
    severity: 'warning',
    title: 'The machine is late',
    nextAction: 'Look at the machine: it says what it waits for, and what to do.',
  },
  'bmc-unreachable': {
    severity: 'warning',
    title: 'The BMC does not answer',
    nextAction: 'Check its network, cable and power; reset it where it hangs.',
  },
  'bmc-refused': {
    severity: 'warning',
    title: 'The BMC does not accept the credentials',
    nextAction: "Give the machine its BMC's right user and password.",
  },
  'bmc-unreadable': {
    severity: 'warning',
    title: 'The BMC answers what is not understood',
    nextAction: 'Look at the address of the BMC; bring its firmware up to date.',
  },
  'power-lost': {
    severity: 'critical',
    title: 'The machine has lost its power',
    nextAction: 'Switch it on, and find out who or what switched it off.',
  },
  overheating: {
    severity: 'critical',
    title: 'The machine is too hot',
    nextAction: 'Look at its fans, its filters, and the air in front of the rack.',
  },
  'fan-failed': {
    severity: 'warning',
    title: 'A fan is failing',
    nextAction: 'Replace the fan that is named.',
  },
  'power-supply-failed': {
    severity: 'warning',
    title: 'A power supply is failing',
    nextAction: 'Look at its cable; replace the power supply that is named.',
  },
  'sensor-out-of-range': {
    severity: 'warning',
    title: 'A sensor is out of its range',
    nextAction: 'Look at what the sensor measures.',
  },
  'disk-failing': {
    severity: 'critical',
    title: 'A disk is failing',
    nextAction: 'Take the machine out of use, and replace the disk that is named.',
  },
  'memory-failing': {
    severity: 'critical',
    title: 'A memory module is failing',
    nextAction: 'Take the machine out of use, and replace the module that is named.',
  },
  'processor-failing': {
    severity: 'critical',
    title: 'A processor is failing',
    nextAction: 'Take the machine out of use, and have the processor that is named replaced.',
  },
  'machine-unhealthy': {
    severity: 'warning',
    title: 'The BMC says that the machine is not well',
    nextAction: 'Read its event log; it may name the part.',
  },
  'event-logged': {
    severity: 'warning',
    title: 'The BMC has logged something serious',
    nextAction: 'Read the entry, mend what it names, then close this.',
  },
} as const satisfies Record<string, { severity: 'warning' | 'critical'; title: string; nextAction: string }>;

export type IncidentKind = keyof typeof incidentKinds;
