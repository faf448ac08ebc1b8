import { expect, test } from 'vitest';
import { guestRan, kvmFirmware } from './kvm-firmware.ts';
import { kvmVerdict } from './kvm.ts';

test('the firmware starts at the reset vector, jumps to its beginning and ends by its exit device', () => {
  const rom = kvmFirmware();
  expect(rom.length).toBe(64 * 1024);
  expect(rom.subarray(-16, -11)).toEqual(Buffer.from([0xea, 0, 0, 0, 0xf0]));
  // The far jump's target and the descriptor table's address are fixed in the listing.
  expect(rom.subarray(0x5e, 0x63)).toEqual(Buffer.from([0xb9, 0x80, 0xf0, 0xfa, 0x02]));
  expect(rom.readBigUInt64LE(0x78)).toBe(0x00209a0000000000n);
  expect(rom.subarray(0x80, 0x86)).toEqual(Buffer.from([0x0f, 0, 0x70, 0, 0x0f, 0]));
});

test.each([
  [{ exitCode: guestRan, stderr: '' }, 'works', 'ran'],
  [{ exitCode: 124, stderr: '' }, 'broken', 'did not end'],
  [{ exitCode: undefined, stderr: '' }, 'broken', 'did not end'],
  [{ exitCode: 0, stderr: '' }, 'broken', 'exit code 0: without a word'],
  [{ exitCode: 1, stderr: 'failed to initialize kvm: Permission denied\n' }, 'broken', 'Permission denied'],
])('%j is %s', (outcome, state, reason) => {
  expect(kvmVerdict(outcome)).toEqual({ state, reason: expect.stringContaining(reason) });
});
