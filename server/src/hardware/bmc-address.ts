import { TuskarError } from '@tuskar/contract/error.ts';
import type { BmcChange, BmcInput } from '@tuskar/contract/machine-enrolment.ts';
import type { Bmc, BmcProtocol } from '@tuskar/contract/machine.ts';

const web: readonly BmcProtocol[] = ['redfish', 'idrac'];

/**
 * One way to write each BMC, so that the same one is known again: for Redfish 'https://198.18.48.11' or
 * 'https://bmc-7:8443', with its port in it; for others the address, and the port beside it. Error: 'invalid-request'.
 */
export function bmcOf(given: BmcInput): Bmc {
  const { protocol, verifyCa } = given;
  return {
    protocol,
    ...addressOf(protocol, given.address.trim(), given.port ?? null),
    systemId: systemOf(given.systemId),
    user: given.user ?? null,
    verifyCa,
  };
}

/** A BMC as it is after a change; what the change leaves out stays. */
export function changedBmc(before: Bmc, change: BmcChange): Bmc {
  const { protocol = before.protocol, address = before.address, verifyCa = before.verifyCa } = change;
  const { port, systemId, user } = {
    ...before,
    ...(change.address === undefined ? {} : { port: null }),
    ...change,
  };
  return {
    protocol,
    ...addressOf(protocol, address.trim(), port ?? null),
    systemId: systemOf(systemId ?? undefined),
    user: user ?? null,
    verifyCa,
  };
}

function addressOf(
  protocol: BmcProtocol,
  address: string,
  port: number | null,
): { address: string; port: number | null } {
  const given = /^https?:\/\//i.test(address) ? address : `https://${bracketed(address)}`;
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw invalid(address);
  }
  if (url.hostname === '' || url.username !== '') throw invalid(address);
  if (!web.includes(protocol)) {
    const plain = url.hostname.replace(/^\[|\]$/g, '');
    return { address: plain, port: port ?? (url.port === '' ? null : Number(url.port)) };
  }
  if (port !== null) url.port = String(port);
  return { address: url.origin, port: null };
}

/** An IPv6 address as URLs have it. */
function bracketed(address: string): string {
  return (address.match(/:/g) ?? []).length > 1 && !address.startsWith('[') ? `[${address}]` : address;
}

function systemOf(systemId: string | undefined): string | null {
  const trimmed = systemId?.trim().replace(/\/$/, '') ?? '';
  return trimmed === '' ? null : trimmed;
}

function invalid(address: string): TuskarError {
  return new TuskarError('invalid-request', `'${address}' is no address of a BMC.`, {
    remedy: "Give a name, an IP address, or, for Redfish, a URL such as 'https://198.18.48.11:8443'.",
  });
}
