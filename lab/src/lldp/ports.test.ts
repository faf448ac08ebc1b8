import { expect, test } from 'vitest';
import { networks } from '../network-plan.ts';
import { portFrames } from './ports.ts';

const size = { cpus: 1, memoryMebibytes: 1024, diskGigabytes: [1], nics: 2 };
const machine = (index: number, nics = 2) => ({ index, size: { ...size, nics }, password: 'secret' });
const macOf = (bytes: Buffer): string => bytes.toString('hex').replaceAll(/..(?=.)/g, '$&:');

/** As IEEE 802.1AB, 8.4 has them. */
function elementsIn(frame: Buffer): Map<number, Buffer> {
  const elements = new Map<number, Buffer>();
  for (let rest = frame.subarray(14); rest.length > 0;) {
    const header = rest.readUInt16BE(0);
    const end = 2 + (header & 0x1ff);
    expect(rest.length).toBeGreaterThanOrEqual(end);
    elements.set(header >> 9, rest.subarray(2, end));
    rest = rest.subarray(end);
  }
  return elements;
}

test('each NIC hears of the bridge, and of its own port', () => {
  const frames = portFrames({ 'machine-1': machine(1), other: machine(7, 1) });
  expect(frames.map(({ cable }) => cable)).toEqual(['m1-nic0', 'm1-nic1', 'm7-nic0']);
  const [{ mac, bridge }] = networks;
  for (const { cable, frame } of frames) {
    expect(macOf(frame.subarray(0, 6))).toBe('01:80:c2:00:00:0e');
    expect(macOf(frame.subarray(6, 12))).toBe(mac);
    expect(frame.readUInt16BE(12)).toBe(0x88cc);
    const elements = elementsIn(frame);
    expect([...elements.keys()]).toEqual([1, 2, 3, 4, 5, 6, 8, 127, 0]);
    expect(elements.get(1)?.[0]).toBe(4);
    expect(macOf(elements.get(1)?.subarray(1) ?? Buffer.alloc(0))).toBe(mac);
    expect(elements.get(2)?.[0]).toBe(5);
    expect(elements.get(2)?.subarray(1).toString()).toBe(cable);
    expect(elements.get(3)?.readUInt16BE()).toBe(120);
    expect(elements.get(4)?.toString()).toBe(cable.startsWith('m1-') ? 'to machine-1' : 'to other');
    expect(elements.get(5)?.toString()).toBe(bridge);
    expect(elements.get(0)).toHaveLength(0);
  }
});

test('says where the bridge answers, and how long a frame may be', () => {
  const [port] = portFrames({ 'machine-1': machine(1, 1) });
  const elements = elementsIn(port?.frame ?? Buffer.alloc(0));
  // Length and kind of the address, 198.18.0.1, no number of an interface, no object identifier.
  expect(elements.get(8)?.toString('hex')).toBe('0501c6120001010000000000');
  // IEEE 802.3, maximum frame size: 1518.
  expect(elements.get(127)?.toString('hex')).toBe('00120f0405ee');
});
