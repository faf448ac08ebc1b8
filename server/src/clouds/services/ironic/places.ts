import type { Intent } from '@tuskar/contract/intent.ts';
import type { CompileContext, HostFacts } from '../module.ts';

/** Where things of the undercloud are. */

export const apiPort = 6385;
export const imagePort = 8085;
/** Behind nginx, on the loopback address. */
export const backendPort = apiPort + 10_000;

/** The user whom Tuskar is at the API; its password is the secret of the name. */
export const apiUser = 'tuskar';
export const apiSecret = 'ironic-api';

/** Programs of ours. */
export const library = '/usr/local/lib/tuskar';

const base = '/srv/undercloud';
export const directories = {
  base,
  /** What machines read: boot media that Ironic makes, images to write. TFTP gives the same to firmware that knows no HTTP. */
  http: `${base}/http`,
  /** Kernel and initramfs of the agent, and the boot loader. */
  boot: `${base}/boot`,
  /** Files under the digest of their content. */
  files: `${base}/files`,
  /** What the agent recorded of its steps, by node. */
  results: `${base}/ramdisk-results`,
  logs: `${base}/ramdisk-logs`,
  /** On the disk: boot media have hundreds of megabytes, and /tmp is memory. */
  temporary: `${base}/tmp`,
} as const;

export const agentKernel = `${directories.boot}/agent.kernel`;
export const agentInitramfs = `${directories.boot}/agent.initramfs`;
export const bootLoader = `${directories.boot}/esp.img`;
/** An initramfs with nothing but Tuskar's authority in it, for an agent that came over the network. */
export const trustArchive = `${directories.boot}/trust.cpio`;

/** For every system that the undercloud boots: on its screen and on its serial console. */
export const kernelParameters = 'nofb vga=normal console=tty0 console=ttyS0,115200n8';
/** The last of the collectors is our own: memory by slot, disks with their health, versions of firmware. */
export const inspectionParameters = 'ipa-inspection-collectors=default,pci-devices,lldp,tuskar';

export const htpasswd = '/etc/tuskar/undercloud/htpasswd';
export const certificate = '/etc/tuskar/undercloud/tls.pem';

export type Provisioning = NonNullable<Intent['networks']['provisioning']>;

/** The network over which machines boot. An intent without it is refused before anything is compiled. */
export function provisioning({ intent }: CompileContext): Provisioning {
  const { provisioning: network } = intent.networks;
  if (network === undefined) throw new Error('the undercloud has no provisioning network');
  return network;
}

/** Where machines read what they boot, without a slash at its end. */
export const imageUrl = (address: string): string => `http://${address}:${imagePort}`;
export const apiUrl = (address: string): string => `https://${address}:${apiPort}`;

/** The undercloud's address for machines. */
export function provisioningAddress(context: CompileContext, host: HostFacts): string {
  return provisioning(context).address ?? host.addresses.management;
}
