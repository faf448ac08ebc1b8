import { cdPort } from './drives.ts';
import { option } from './option.ts';

type Medium = {
  /** A file with an image; null: none. */
  file: string | null;
  bootIndex: number | undefined;
};

/** The virtual CD drive, which is there also when it is empty, and the virtual USB stick, which is not. */
export function mediaArguments({ cd, usbStick }: { cd: Medium; usbStick: Medium }): string[] {
  const drive = {
    id: 'cd',
    bus: `ide.${cdPort}`,
    drive: cd.file === null ? undefined : 'medium',
    bootindex: cd.bootIndex,
  };
  return [
    ...(cd.file === null ? [] : image('medium', cd.file)),
    '-device',
    option(drive, 'ide-cd'),
    ...(usbStick.file === null ? [] : stickArguments(usbStick.file, usbStick.bootIndex)),
  ];
}

function stickArguments(file: string, bootIndex: number | undefined): string[] {
  const stick = { id: 'usb-stick', drive: 'stick', bus: 'usb.0', removable: true, bootindex: bootIndex };
  return [...image('stick', file), '-device', 'qemu-xhci,id=usb', '-device', option(stick, 'usb-storage')];
}

/** Both are the BMC's files, which no machine may change. */
const image = (name: string, filename: string): string[] => [
  '-blockdev',
  JSON.stringify({
    driver: 'raw',
    'node-name': name,
    'read-only': true,
    file: { driver: 'file', filename },
  }),
];
