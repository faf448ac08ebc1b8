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

  it('shows what is wrong with the machine, and changes nothing', async () => {
    const io = recordedIo();
    const faults = [{ name: 'disk-slow', target: 'bay-1' }, { name: 'no-boot' }];
    const client = answeringClient({
      'GET /v1/machines/m1/faults': [{ body: { faults } }, { body: { faults: [] } }],
    });
    await faultMachine({ io, client }, 'm1', [], {});
    expect(io.output).toEqual(['disk-slow:bay-1', 'no-boot']);
    await faultMachine({ io, client }, 'm1', [], {});
    expect(io.said).toEqual(['m1 has no faults']);
  });

  it('asks for faults or --clear where it is given both', async () => {
    const client = answering();
    const both = faultMachine({ io: recordedIo(), client }, 'm1', ['no-boot'], { clear: true });
    await expect(both).rejects.toThrow(/--clear/);
    expect(client.asked).toEqual([]);
  });
});
