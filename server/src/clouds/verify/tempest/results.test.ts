import type { VerificationCheck } from '@tuskar/contract/cloud.ts';
import { describe, expect, it } from 'vitest';
import { TempestResults } from './results.ts';

const output = `{0} tempest.api.identity.v3.test_tokens.TokensV3Test.test_validate_token[id-a9512ac3,smoke] [0.612345s] ... ok
{0} tempest.api.network.test_x.XTest.test_y[id-1] [2.5s] ... SKIPPED: needs trunk
{0} tempest.api.network.test_x.XTest.test_z[id-2] [1.0s] ... FAILED

Captured traceback:
~~~~~~~~~~~~~~~~~~~
    tempest.lib.exceptions.NotFound: Object not found

{0} setUpClass (tempest.api.network.test_q.QTest) [0.000000s] ... FAILED
no reason

======
Totals
======
Ran: 4 tests in 8.0000 sec.
`;

function read(pieces: string[]): VerificationCheck[] {
  const checks: VerificationCheck[] = [];
  const results = new TempestResults({ report: (check) => checks.push(check) });
  for (const piece of pieces) results.push(piece);
  results.end();
  return checks;
}

describe('the output of tempest run', () => {
  const whole = read([output]);

  it('gives each test with its state, seconds, and why', () => {
    expect(whole.map(({ name, state, seconds }) => [name, state, seconds])).toEqual([
      ['tempest.api.identity.v3.test_tokens.TokensV3Test.test_validate_token', 'passed', 0.612345],
      ['tempest.api.network.test_x.XTest.test_y', 'skipped', 2.5],
      ['tempest.api.network.test_x.XTest.test_z', 'failed', 1],
      ['setUpClass (tempest.api.network.test_q.QTest)', 'failed', 0],
    ]);
    expect(whole[1]?.output).toBe('needs trunk');
    expect(whole[2]?.output).toMatch(/^Captured traceback:[^]*Object not found$/);
    expect(whole[3]?.output).toBe('no reason');
  });

  it('is the same whatever pieces it comes in', () => {
    expect(read(output.split(''))).toEqual(whole);
  });

  it('has no tests where none ran', () => {
    expect(read(['The specified regex does not match with anything\n'])).toEqual([]);
  });
});
