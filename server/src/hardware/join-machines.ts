import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import type { Secrets } from '../security/secrets.ts';
import type { BareMetalOf } from './bare-metal.ts';
import { createMachineBulk } from './bulk/bulk.ts';
import type { DeedDeps } from './bulk/deeds.ts';
import { machineBulkHandlers } from './bulk/routes.ts';
import { prepareRetest } from './burn-in/run.ts';
import { acceptMachine } from './accept-machine.ts';
import { redfishAccounts } from './bmc-accounts.ts';
import { controlHandlers } from './control-routes.ts';
import type { Deployments } from './deploy/deploy.ts';
import type { Discovery } from './discovery.ts';
import { enrolmentHandlers } from './enrolment-routes.ts';
import { createEnrolment } from './enrolment.ts';
import { createMachineAttention } from './machine-attention.ts';
import { machineClocks } from './machine-clocks.ts';
import { createMachineImport } from './machine-import/machine-import.ts';
import { machineImportHandlers } from './machine-import/routes.ts';
import { createMachineIndex } from './machine-index.ts';
import { createMachines } from './machine.ts';
import { machineBulkRun } from './operations/machine-bulk-run.ts';
import { machineEnrol } from './operations/machine-enrol.ts';
import { machinePower } from './operations/machine-power.ts';
import { machineRotateBmcPassword } from './operations/machine-rotate-bmc-password.ts';
import { machineScanRun } from './operations/machine-scan-run.ts';
import { machineHandlers } from './routes.ts';
import { scanCredentials } from './scan/forget-credentials.ts';
import { probeBmc } from './scan/probe.ts';
import { scanHandlers } from './scan/routes.ts';
import { createMachineScans } from './scan/scan.ts';
import { unclaimedHandlers } from './unclaimed.ts';

export type MachineDeps = {
  db: Db;
  events: EventBus;
  engine: OperationEngine;
  secrets: Secrets;
  bareMetalOf: BareMetalOf;
  discovery: Discovery;
  deployments: Pick<Deployments, 'prepare'>;
  prepareRescue: DeedDeps['prepareRescue'];
};

/** Puts together what finds machines, brings them in and changes their course. */
export function joinMachines(deps: MachineDeps) {
  const { db, events, engine } = deps;
  const machines = createMachines({ db, index: createMachineIndex({ db }) });
  const attention = createMachineAttention({ db, events });
  const enrolment = createEnrolment(deps);
  const deeds: DeedDeps = {
    enrolment,
    attention,
    deployments: deps.deployments,
    prepareRetest: (machine) => prepareRetest(db, machine),
    prepareRescue: deps.prepareRescue,
    accept: (machine) => acceptMachine(deps, machine),
  };
  return {
    handlers: {
      ...machineHandlers({ machines, attention }),
      ...enrolmentHandlers({ enrolment }),
      ...scanHandlers({ scans: createMachineScans({ ...deps, enrolment }) }),
      ...controlHandlers(deps),
      ...unclaimedHandlers(deps),
      ...machineBulkHandlers({ bulk: createMachineBulk({ db, engine, machines }) }),
      ...machineImportHandlers({ machineImport: createMachineImport({ db, enrolment }) }),
    },
    registrations: [
      (to: OperationEngine) => to.register(machineEnrol(deps)),
      (to: OperationEngine) => to.register(machineScanRun({ ...deps, probe: probeBmc })),
      (to: OperationEngine) => to.register(machinePower(deps)),
      (to: OperationEngine) => to.register(machineRotateBmcPassword({ ...deps, accounts: redfishAccounts })),
      (to: OperationEngine) => to.register(machineBulkRun({ db, engine, ...deeds })),
    ],
    reconcilers: [machineClocks({ db, events }), scanCredentials(deps)],
  };
}
