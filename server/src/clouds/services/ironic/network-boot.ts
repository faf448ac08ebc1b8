import type { Item } from '@tuskar/contract/part.ts';
import type { CompileContext, HostFacts, IniSections } from '../module.ts';
import { caPath } from '../topology.ts';
import {
  agentInitramfs,
  agentKernel,
  apiUrl,
  directories,
  imageUrl,
  inspectionParameters,
  kernelParameters,
  library,
  provisioning,
  provisioningAddress,
  trustArchive,
} from './places.ts';
import { publicFile } from './public-file.ts';

/*
 * Firmware loads the signed boot loaders over TFTP or HTTP, whichever it knows. From there on all is over HTTP, which is
 * faster by far for an agent of 160 MB.
 */

const nodeTemplate = '/etc/tuskar/undercloud/grub-node.template';

/** GRUB's word for a file of the image server. */
const served = (address: string, path: string): string => `(${imageUrl(address).replace('://', ',')})${path}`;

/** The NIC that the agent came by, for Ironic to boot the machine by it again. */
const bootNic = 'BOOTIF=$net_default_mac';

/** A directory of the undercloud, as the image server shows it. */
const shown = (path: string): string => path.replace(directories.base, '');

/**
 * To what Ironic has written for a machine that it boots. Of any other the image server says that it is not known; a machine
 * that gets no answer asks again, and is not taken for one that nobody knows.
 */
function masterGrub(context: CompileContext, address: string): string {
  const { discover } = provisioning(context);
  return `set timeout=0
for try in 1 2 3; do
  if [ -z "$known" ]; then
    source ${served(address, '/$net_default_mac.conf')}
  fi
done
if [ "$known" != yes ]; then
${discover === 'all' ? discovery(context, address) : ''}${ownSystem}
${discover === 'blank' ? discovery(context, address) : ''}exit
fi
`;
}

/** In place of the configuration of a machine that Ironic does not boot. */
export const unknownGrub = 'set known=no';

/** Where systems put their boot loaders; the first is that of our own images. */
const bootLoaders = [
  '/EFI/BOOT/BOOTX64.EFI',
  ...['debian', 'ubuntu', 'redhat', 'centos', 'rocky', 'almalinux', 'fedora', 'opensuse', 'sles'].map(
    (system) => `/EFI/${system}/shimx64.efi`,
  ),
  '/EFI/Microsoft/Boot/bootmgfw.efi',
];

/**
 * What the disks of a machine hold, where its firmware tried the network first. To leave GRUB is not enough: many a
 * firmware takes that for a success, and shows its menu. What GRUB starts is told that it came from the
 * root, wherever its file was. The root where GRUB itself came from would be wrong, and where that is a server with a port
 * GRUB cannot say it, and starts nothing.
 */
const ownSystem = `for loader in ${bootLoaders.join(' ')}; do
  if search --no-floppy --file --set=root $loader; then
    chainloader $loader
    boot
  fi
done`;

/** The agent looks at the machine and tells Ironic, which makes a node of it where it knows none of its addresses. */
function discovery(context: CompileContext, address: string): string {
  const asked = context.intent.config['ironic.conf']?.['inspector']?.['extra_kernel_params'];
  const parameters = [
    kernelParameters,
    String(asked ?? inspectionParameters),
    `ipa-inspection-callback-url=${apiUrl(address)}/v1/continue_inspection`,
    bootNic,
  ];
  return `echo "Nobody has announced $net_default_mac. It is looked at, and appears as unclaimed."
linux ${served(address, shown(agentKernel))} ${parameters.join(' ')}
initrd ${served(address, shown(agentInitramfs))} ${served(address, shown(trustArchive))}
boot
`;
}

/**
 * Ironic fills it in for each machine, and changes the default where the machine has a system of its own: one that tries the
 * network first is then sent on to its disk.
 */
const nodeGrub = (address: string): string => `set known=yes
set default=deploy
set timeout=0

menuentry "deploy" {
  linux ${served(address, '/{{ pxe_options.deployment_aki_path }}')} {{ pxe_options.pxe_append_params }} ${bootNic}
  initrd ${served(address, '/{{ pxe_options.deployment_ari_path }}')} ${served(address, shown(trustArchive))}
}

menuentry "boot_whole_disk" {
${ownSystem}
  exit
}
`;

/** Of Ironic's configuration: where it keeps images, and what it boots over the network. */
export function networkBootSections(context: CompileContext, host: HostFacts): IniSections {
  const { pxe, discover } = provisioning(context);
  const images = {
    images_path: `${directories.base}/images`,
    instance_master_path: `${directories.base}/master-images`,
    tftp_master_path: `${directories.base}/master-ramdisks`,
  };
  if (!pxe) return { pxe: images };
  return {
    pxe: {
      ...images,
      // One directory for both, or Ironic's paths of files fit only one of them.
      tftp_root: directories.http,
      tftp_server: provisioningAddress(context, host),
      loader_file_paths: [
        'bootx64.efi:/usr/lib/shim/shimx64.efi.signed',
        'grubx64.efi:/usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed',
      ],
      uefi_pxe_bootfile_name: 'bootx64.efi',
      uefi_pxe_config_template: nodeTemplate,
      // Ours is in its place.
      initial_grub_template: '',
      enable_netboot_fallback: true,
      kernel_append_params: kernelParameters,
    },
    ...(discover !== 'none'
      ? {
          auto_discovery: {
            enabled: true,
            // How its BMC is reached is what whoever claims it says.
            driver: 'manual-management',
          },
        }
      : {}),
  };
}

export function networkBootItems(context: CompileContext, host: HostFacts): Item[] {
  if (!provisioning(context).pxe) return [];
  const address = provisioningAddress(context, host);
  return [
    {
      kind: 'directory',
      id: 'undercloud:grub-directory',
      path: `${directories.http}/grub`,
      owner: 'root',
      group: 'root',
      mode: '0755',
    },
    publicFile('undercloud:grub', `${directories.http}/grub/grub.cfg`, masterGrub(context, address)),
    publicFile('undercloud:grub-node', nodeTemplate, nodeGrub(address)),
    {
      kind: 'command',
      id: 'undercloud:trust',
      title: 'Make what agents that come over the network trust',
      argv: ['python3', `${library}/make-trust.py`, caPath, trustArchive],
      after: ['undercloud:trust-program', 'undercloud:boot'],
      runOn: ['undercloud:trust-program', 'base:ca'],
    },
  ];
}
