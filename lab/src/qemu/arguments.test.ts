import { expect, test } from 'vitest';
import { asFound } from '../machines/as-found.ts';
import { describeQemuMachine } from '../machines/profiles/qemu.ts';
import type { Fault } from '../machines/schema.ts';
import { qemuArguments, type QemuOptions } from './arguments.ts';
import { machineFiles } from './files.ts';

const whole = describeQemuMachine({
  name: 'm1',
  index: 1,
  cpus: 2,
  memoryMebibytes: 4096,
  disks: [10e9, 20e9],
  nics: 2,
  bmc: { address: '198.18.48.1', password: 'secret' },
});

function argv(options: Partial<QemuOptions> & { faults?: Fault[] } = {}): string[] {
  return qemuArguments({
    files: machineFiles('/m/1'),
    whole,
    found: asFound(whole, options.faults ?? []),
    boot: { target: 'None', media: null, usbStick: null },
    boots: true,
    kvm: false,
    taps: ['m1-0', 'm1-1'],
    ...options,
  });
}

const all = (words: string[], name: string): string[] =>
  words.flatMap((word, position) => (word === name ? [words[position + 1] ?? ''] : []));
const device = (words: string[], id: string): string =>
  all(words, '-device').find((text) => text.includes(`id=${id},`)) ?? '';
const bootIndex = (words: string[], id: string): number =>
  Number(/bootindex=(\d+)/.exec(device(words, id))?.[1] ?? NaN);

test('a machine is what its description says', () => {
  const words = argv();
  const [disk, second] = whole.drives;
  expect(device(words, 'drive0')).toContain(`serial=${disk?.serial},`);
  expect(device(words, 'drive0')).toContain(`wwn=0x${disk?.wwn.slice(4)},`);
  expect(device(words, 'drive1')).toContain(`serial=${second?.serial},`);
  expect(device(words, 'nic1')).toContain(`mac=${whole.nics[1]?.mac},`);
  expect(all(words, '-netdev')[1]).toContain('ifname=m1-1,script=no');
  expect(all(words, '-m')).toEqual(['4096M']);
  expect(all(words, '-smp')).toEqual(['cpus=2,sockets=1,cores=2,threads=1']);
  expect(all(words, '-smbios').join(' ')).toContain(`serial=${whole.serial},uuid=${whole.uuid}`);
});

test.each([
  ['None', ['drive0', 'drive1', 'cd', 'usb-stick', 'nic0', 'nic1']],
  ['Hdd', ['drive0', 'drive1', 'cd', 'usb-stick', 'nic0', 'nic1']],
  ['Cd', ['cd', 'drive0', 'drive1', 'usb-stick', 'nic0', 'nic1']],
  ['Usb', ['usb-stick', 'drive0', 'drive1', 'cd', 'nic0', 'nic1']],
  ['Pxe', ['nic0', 'nic1', 'drive0', 'drive1', 'cd', 'usb-stick']],
  ['UefiHttp', ['nic0', 'nic1', 'drive0', 'drive1', 'cd', 'usb-stick']],
] as const)('boots for %s in the order %s', (target, order) => {
  const words = argv({ boot: { target, media: '/media.iso', usbStick: '/stick.img' } });
  const inOrder = order.toSorted((a, b) => bootIndex(words, a) - bootIndex(words, b));
  expect(inOrder).toEqual(order);
});

test('a machine that is asked to boot by HTTP tries no PXE', () => {
  const boot = { media: null, usbStick: null };
  const tries = (target: 'Pxe' | 'UefiHttp') => all(argv({ boot: { ...boot, target } }), '-fw_cfg');
  expect(tries('UefiHttp')).toEqual([
    'name=opt/org.tianocore/IPv4PXESupport,string=no',
    'name=opt/org.tianocore/IPv6PXESupport,string=no',
  ]);
  expect(tries('Pxe')).toEqual([]);
});

test('a machine that boots nothing has an order, with nothing in it but an empty drive', () => {
  const words = argv({ boots: false, boot: { target: 'Cd', media: '/media.iso', usbStick: '/stick.img' } });
  expect(words.join(' ').match(/bootindex/g)).toHaveLength(1);
  expect(device(words, 'cd')).not.toContain('drive=');
  expect(bootIndex(words, 'cd')).toBe(0);
});

test('parts that are gone leave the others where they were', () => {
  const words = argv({
    faults: [
      { name: 'disk-missing', target: 'bay-0' },
      { name: 'nic-missing', target: 'nic-0' },
      { name: 'dimm-missing', target: 'A1' },
    ],
  });
  expect(device(words, 'drive0')).toBe('');
  expect(device(words, 'drive1')).toContain('bus=ide.1');
  expect(all(words, '-blockdev').join(' ')).toContain('/m/1/disk-1.qcow2');
  expect(device(words, 'nic0')).toBe('');
  expect(all(words, '-netdev')).toEqual([expect.stringContaining('ifname=m1-1')]);
  expect(all(words, '-m')).toEqual(['2048M']);
});

test('a swapped disk has another serial number and the data of the old', () => {
  const words = argv({ faults: [{ name: 'part-swapped', target: 'bay-1' }] });
  const serial = /serial=(\w+)/.exec(device(words, 'drive1'))?.[1];
  expect(serial).toHaveLength(whole.drives[1]?.serial.length ?? 0);
  expect(serial).not.toBe(whole.drives[1]?.serial);
});

test('NVMe and SAS disks, and SATA disks beyond the ports, sit on buses of their own', () => {
  const [drive] = whole.drives;
  if (!drive) throw new Error('no drive');
  const protocols = ['NVMe', 'SAS', 'SATA', 'SATA', 'SATA', 'SATA'] as const;
  const drives = protocols.map((protocol, bay) => ({ ...drive, bay: `bay-${bay}`, protocol }));
  const machine = { ...whole, drives };
  const words = argv({ whole: machine, found: machine });
  expect(device(words, 'drive0')).toMatch(/^nvme-ns,/);
  expect(all(words, '-device').filter((text) => text.startsWith('nvme,'))).toEqual([
    `nvme,id=nvme0,serial=${drive.serial}`,
  ]);
  expect(device(words, 'drive1')).toMatch(/^scsi-hd,/);
  expect(device(words, 'drive4')).toMatch(/^ide-hd,.*bus=ide.4/);
  expect(device(words, 'drive5')).toMatch(/^scsi-hd,/);
});

test('a comma in a name is no end of it', () => {
  const machine = { ...whole, manufacturer: 'Racks, Inc.' };
  expect(all(argv({ whole: machine }), '-smbios').join(' ')).toContain('manufacturer=Racks,, Inc.,product');
});

test('KVM is used where it works', () => {
  expect(all(argv(), '-accel')).toEqual(['tcg,tb-size=256']);
  expect(all(argv({ kvm: true }), '-accel')).toEqual(['kvm']);
  expect(all(argv({ kvm: true }), '-cpu')[0]).toMatch(/^host,/);
});
