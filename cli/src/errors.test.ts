import { TuskarError } from '@tuskar/contract/error.ts';
import { describe, expect, it } from 'vitest';
import { report } from './errors.ts';
import { Exit } from './exit-codes.ts';
import { recordedIo } from './testing.ts';

describe('report', () => {
  it('says code, message, each problem and the remedy, on standard error only', () => {
    const io = recordedIo();
    const error = new TuskarError('invalid-request', 'The intent has 2 problems.', {
      context: { problems: [{ path: '3:1 hosts', reason: 'is empty' }, '9:2 config: unknown key'] },
      remedy: 'Correct both.',
    });
    expect(report(io, error)).toBe(2);
    expect(io.output).toEqual([]);
    expect(io.said).toEqual([
      'error (invalid-request): The intent has 2 problems.',
      '  3:1 hosts: is empty',
      '  9:2 config: unknown key',
      '  what to do: Correct both.',
    ]);
  });

  it.each([
    ['cloud-not-found', 3],
    ['forbidden', 4],
    ['not-signed-in', 4],
    ['subject-busy', 5],
    ['server-unreachable', 6],
    ['internal-error', 1],
  ] as const)('ends with the documented exit code for %s', (code, exit) => {
    expect(report(recordedIo(), new TuskarError(code, 'It is so.'))).toBe(exit);
  });

  it('takes an Exit as said already', () => {
    const io = recordedIo();
    expect(report(io, new Exit('differs'))).toBe(8);
    expect(io.said).toEqual([]);
  });

  it('asks to report what is no error of ours', () => {
    const io = recordedIo();
    expect(report(io, new TypeError('x is undefined'))).toBe(1);
    expect(io.said.join('\n')).toContain('x is undefined');
  });
});
