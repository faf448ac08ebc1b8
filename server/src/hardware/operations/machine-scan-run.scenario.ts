import type { ScanCandidate } from '@tuskar/contract/machine-scan.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { keepCredentials } from '../scan/credentials.ts';
import type { BmcProbe } from '../scan/probe.ts';
import { getScan, insertScan } from '../scan/store.ts';
import { enrolmentWorld, noEngine } from '../testing/enrolment-world.ts';
import { machineScanRun } from './machine-scan-run.ts';

const id = 'op-0000000000000000000000scan';
const range = '198.18.48.0/30';

/** A BMC at every second address, for whoever knows the password. */
const probe: BmcProbe = async (address, { credentials }) => {
  if (!/[02]$/.test(address) || credentials[0]?.password !== 'calvin') return [];
  const system = {
    systemId: '/redfish/v1/Systems/1',
    vendor: 'Dell Inc.',
    model: 'R650',
    serial: address,
    macs: [],
  };
  return [
    { address, state: 'new', machine: null, user: 'root', credential: 0, ...system } satisfies ScanCandidate,
  ];
};

export async function prepare(stage: Stage): Promise<void> {
  const { db, secrets } = enrolmentWorld(stage, noEngine);
  await keepCredentials(secrets, id, [{ user: 'root', password: 'calvin' }]);
  const how = { port: 443, scheme: 'https', rate: 200 } as const;
  await insertScan(db, { id, range, requested_by: 'vera', ...how });
}

/** Four addresses are asked, and two BMCs are found. */
export function scenario(stage: Stage): Scenario {
  const { db, secrets } = enrolmentWorld(stage, noEngine);
  return {
    definition: machineScanRun({ db, secrets, probe }) as unknown as OperationDefinition,
    input: { scan: id, range },
    check: async () => {
      const { candidates } = await getScan(db, id);
      const found = candidates?.map(({ address }) => address).join(' ');
      if (found !== 'https://198.18.48.0 https://198.18.48.2') throw new Error(`it found ${found}`);
    },
    leftovers: async () => [],
  };
}
