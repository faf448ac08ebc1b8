import { type Element, macBytes } from './elements.ts';

/** The group of the nearest bridge, which no bridge passes on (IEEE 802.1AB, 7.1). */
const nearestBridge = '01:80:c2:00:00:0e';
const etherType = Buffer.from([0x88, 0xcc]);

/** An Ethernet frame with the elements, from the given MAC address. */
export function lldpFrame(source: string, elements: readonly Element[]): Buffer {
  return Buffer.concat([
    macBytes(nearestBridge),
    macBytes(source),
    etherType,
    ...elements.flatMap(([type, content]) => [header(type, content.length), content]),
  ]);
}

/** Seven bits of type and nine of length. */
function header(type: number, length: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(type * 512 + length);
  return bytes;
}
