import { describe, expect, it } from 'vitest';
import { answeringClient, recordedIo } from '../testing.ts';
import { faultMachine } from './fault.ts';

const path = 'PUT /v1/machines/m1/faults';
const answering = (...faults: { name: string; target?: string }[]) =>
  answeringClient({ [path]: [{ body: { faults } }] });

describe('tuskar machine fault', () => {
  it('says what is wrong with the machine from now on, its parts named', async () => {
    const io = recordedIo();
    const client = answering({ name: 'disk-slow', target: 'bay-1' }, { name: 'no-boot' });
    await faultMachine({ io, client }, 'm1', ['disk-slow', 'no-boot'], {});
    expect(client.asked).toEqual([path]);
    expect(io.said).toEqual(['m1 has the faults disk-slow:bay-1, no-boot from its next piece of work on']);
  });

  it('repairs the machine', async () => {
    const io = recordedIo();
    await faultMachine({ io, client: answering() }, 'm1', [], { clear: true });
    expect(io.said).toEqual(['m1 has no faults from its next piece of work on']);
  });

  it.each([
    ['neither', [], {}],
    ['both', ['no-boot'], { clear: true }],
  ])('asks for faults or --clear where it is given %s', async (_, words, options) => {
    const client = answering();
    await expect(faultMachine({ io: recordedIo(), client }, 'm1', words, options)).rejects.toThrow(/--clear/);
    expect(client.asked).toEqual([]);
  });
});
