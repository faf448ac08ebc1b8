import { setTimeout as pause } from 'node:timers/promises';
import type { ScanCandidate } from '@tuskar/contract/machine-scan.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { OperationDefinition, StepContext } from '../../platform/operations/definition.ts';
import type { Secrets } from '../../security/secrets.ts';
import { bmcOf } from '../bmc-address.ts';
import { createTurnstile } from '../bulk/turnstile.ts';
import { formatAddress, parseRange } from '../scan/addresses.ts';
import { readCredentials } from '../scan/credentials.ts';
import type { BmcProbe } from '../scan/probe.ts';
import { getScan, machinesByBmc, setCandidates } from '../scan/store.ts';

export type MachineScanInput = { scan: string; range: string };

export type MachineScanDeps = { db: Db; secrets: Secrets; probe: BmcProbe };

const atOnce = 64;

/** Looks for BMCs in a range of addresses, so many a second. */
export function machineScanRun(deps: MachineScanDeps): OperationDefinition<MachineScanInput> {
  return {
    kind: 'machine-scan.run',
    title: ({ range }) => `Look for BMCs in ${range}`,
    subject: ({ scan }) => ({ type: 'operation', name: scan }),
    plan: ({ scan }) => [
      {
        title: 'Look',
        steps: [
          {
            name: 'look',
            title: 'Ask each address whether a BMC is there',
            timeoutSeconds: 2 * 3600,
            noUndo: 'what was found does no harm',
            run: async (context) => {
              const found = await look(deps, scan, context);
              await setCandidates(deps.db, scan, found);
              const count = (state: ScanCandidate['state']) =>
                found.filter((one) => one.state === state).length;
              return {
                state: 'done',
                result: { new: count('new'), known: count('known'), closed: count('closed') },
              };
            },
          },
        ],
      },
    ],
    result: (results) => results['look'],
  };
}

async function look(
  { db, secrets, probe }: MachineScanDeps,
  scan: string,
  context: StepContext,
): Promise<ScanCandidate[]> {
  const { range, scheme, port, rate } = await getScan(db, scan);
  const credentials = await readCredentials(secrets, scan);
  const addresses = addressesOf(range, { scheme, port });
  const known = await machinesByBmc(db, addresses);
  const turnstile = createTurnstile(atOnce);
  const found: ScanCandidate[][] = [];
  const { signal } = context;
  const asking: Promise<void>[] = [];
  const ask = async (address: string, place: number) => {
    const leave = await turnstile.enter(signal);
    try {
      const machine = known.get(address);
      // The credentials of a machine that is known are its own business.
      found[place] =
        machine === undefined ? await probe(address, { credentials, signal }) : [knownAs(address, machine)];
    } finally {
      leave();
    }
  };
  for (const [place, address] of addresses.entries()) {
    signal.throwIfAborted();
    asking.push(ask(address, place));
    if (place % rate === 0) context.progress(`${place} of ${addresses.length} addresses asked`);
    await pause(1000 / rate, undefined, { signal });
  }
  await Promise.all(asking);
  return found.flat();
}

function addressesOf(range: string, { scheme, port }: { scheme: 'https' | 'http'; port: number }): string[] {
  const { first, last } = parseRange(range);
  return Array.from(
    { length: last - first + 1 },
    (_, index) =>
      bmcOf({
        protocol: 'redfish',
        address: `${scheme}://${formatAddress(first + index)}`,
        port,
        verifyCa: false,
      }).address,
  );
}

function knownAs(address: string, machine: string): ScanCandidate {
  const unknown = {
    systemId: null,
    vendor: null,
    model: null,
    serial: null,
    macs: [],
    user: null,
    credential: null,
  };
  return { address, state: 'known', machine, ...unknown };
}
