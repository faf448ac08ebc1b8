import type { BurnInDetail, BurnInFinding, MeasuredValue } from '@tuskar/contract/burn-in.ts';
import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import { countOf } from '../components/count.ts';
import type { Tone } from '../components/states.ts';
import { isBad } from './deviation.ts';

export type TestResult = {
  test: BurnInTest;
  findings: BurnInFinding[];
  /** What stands out first, then by part. */
  values: MeasuredValue[];
  look: { text: string; tone: Tone };
};

/** What each test of a burn-in came to. */
export function resultsOf(burnIn: BurnInDetail, measured: MeasuredValue[]): TestResult[] {
  return burnIn.tests.map((test) => {
    const findings = burnIn.findings.filter((finding) => finding.test === test.kind);
    const values = measured.filter((value) => value.test === test.kind).toSorted(badFirst);
    return { test, findings, values, look: lookOf(burnIn, findings, values) };
  });
}

function badFirst(a: MeasuredValue, b: MeasuredValue): number {
  return Number(isBad(b.judgement)) - Number(isBad(a.judgement));
}

function lookOf(
  { endedAt }: Pick<BurnInDetail, 'endedAt'>,
  findings: BurnInFinding[],
  values: MeasuredValue[],
): TestResult['look'] {
  const open = findings.filter(({ waiver }) => waiver === null).length;
  if (open > 0) return { text: countOf(open, 'finding'), tone: 'bad' };
  if (findings.length > 0) return { text: 'Waived', tone: 'attention' };
  if (endedAt === null) return { text: 'Not judged yet', tone: 'busy' };
  if (values.length === 0) return { text: 'Nothing measured', tone: 'idle' };
  if (values.every(({ judgement }) => judgement === 'not-judged'))
    return { text: 'Not judged', tone: 'idle' };
  return { text: 'Good', tone: 'good' };
}
