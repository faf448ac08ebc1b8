import type { ConsoleWay } from '@tuskar/contract/machine-console.ts';

/** A BMC as a person reaches it. */
export type ReachedBmc = { address: string; user: string | null };

/** 'https://198.18.48.11:8443' and '198.18.48.11' are both what a machine may be enrolled with. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : address;
}

export function webPage({ address }: ReachedBmc): ConsoleWay {
  const url = /^https?:\/\//.test(address) ? address : `https://${address}`;
  const use = URL.canParse(url) ? new URL('/', url).href : url;
  return { kind: 'web-page', by: 'bmc', enabled: null, connectType: null, sessions: null, use };
}

/** The command that a person runs for a type of connection of Redfish; null: there is none that everybody has. */
export function commandOf(
  connectType: string | null,
  { bmc, port, isShell = false }: { bmc: ReachedBmc; port?: number; isShell?: boolean },
): string | null {
  const host = hostOf(bmc.address);
  const user = bmc.user ?? '<user>';
  switch (connectType) {
    case 'SSH':
      return `ssh ${port === undefined || port === 22 ? '' : `-p ${port} `}${user}@${host}`;
    case 'Telnet':
      return `telnet ${host}${port === undefined ? '' : ` ${port}`}`;
    case 'IPMI':
      return `ipmitool -I lanplus -H ${host} -U ${user} -a ${isShell ? 'shell' : 'sol activate'}`;
    default:
      return null;
  }
}
