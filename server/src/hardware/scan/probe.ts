import { isTuskarError } from '@tuskar/contract/error.ts';
import type { ScanCandidate } from '@tuskar/contract/machine-scan.ts';
import { createRedfish } from '../redfish/client.ts';
import { glanceAt, macsOf, systemPaths } from '../redfish/systems.ts';
import type { ScanCredential } from './credentials.ts';

/** What is at an address: a candidate for each system of the BMC; nothing where there is no BMC. */
export type BmcProbe = (
  address: string,
  options: { credentials: ScanCredential[]; signal: AbortSignal },
) => Promise<ScanCandidate[]>;

const timeoutSeconds = 5;

/** Asks first without a password whether there is a BMC; then tries each of the credentials once, until one is right. */
export const probeBmc: BmcProbe = async (address, { credentials, signal }) => {
  const connect = ({ user, password }: ScanCredential) =>
    createRedfish({ address, user, password, verifyCa: false }, { timeoutSeconds, signal });
  const vendor = await vendorAt(connect({ user: '', password: '' }));
  if (vendor === undefined) return [];
  for (const [index, credential] of credentials.entries()) {
    const redfish = connect(credential);
    try {
      const found: ScanCandidate[] = [];
      for (const path of await systemPaths(redfish)) {
        const { manufacturer, model, serial, systemId } = await glanceAt(redfish, path);
        const macs = await macsOf(redfish, path);
        const named = {
          vendor: manufacturer ?? vendor,
          model,
          serial,
          macs,
          user: credential.user,
          credential: index,
        };
        found.push({ address, state: 'new', machine: null, systemId, ...named });
      }
      return found;
    } catch (error) {
      if (isTuskarError(error, 'bmc-password-wrong') || isTuskarError(error, 'bmc-forbidden')) continue;
      if (!isTuskarError(error)) throw error;
      break;
    }
  }
  return [closed(address, vendor)];
};

/** undefined: nobody speaks Redfish there. */
async function vendorAt(redfish: ReturnType<typeof createRedfish>): Promise<string | null | undefined> {
  try {
    const root = await redfish.root();
    return root.RedfishVersion === undefined && root.Systems === undefined
      ? undefined
      : (root.Vendor ?? null);
  } catch (error) {
    if (isTuskarError(error)) return undefined;
    throw error;
  }
}

function closed(address: string, vendor: string | null): ScanCandidate {
  const unknown = {
    machine: null,
    systemId: null,
    model: null,
    serial: null,
    macs: [],
    user: null,
    credential: null,
  };
  return { address, state: 'closed', vendor, ...unknown };
}
