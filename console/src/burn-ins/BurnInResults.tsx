import type { BurnInDetail, MeasuredValue } from '@tuskar/contract/burn-in.ts';
import { metricOf, outlierScore } from '@tuskar/contract/metric.ts';
import { useState } from 'react';
import { countOf, formatCount } from '../components/count.ts';
import { Disclosure } from '../components/Disclosure.tsx';
import { FilterBar, SearchFilter, SelectFilter } from '../components/FilterBar.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { isBad } from './deviation.ts';
import { MeasuredTable, partOf } from './MeasuredTable.tsx';
import { describeTest, testNames } from './test-names.ts';
import { resultsOf, type TestResult } from './verdict.ts';

type BurnInResultsProps = { burnIn: BurnInDetail; measured: MeasuredValue[]; of: string | null };

/** Test by test what was measured, each value beside those of its siblings. */
export function BurnInResults({ burnIn, measured, of }: BurnInResultsProps) {
  const [text, setText] = useState('');
  const [only, setOnly] = useState<'bad'>();
  const fits = (value: MeasuredValue) =>
    (only === undefined || isBad(value.judgement)) &&
    `${partOf(value.part)} ${value.part?.serial ?? ''} ${metricOf(value.metric).title}`
      .toLowerCase()
      .includes(text.trim().toLowerCase());
  const shown = measured.filter(fits);
  return (
    <>
      <h2 className="tuskar-section-title">Tests</h2>
      {measured.length > 0 && (
        <>
          <p className="tuskar-quiet">
            Siblings are parts of the same kind and model
            {of === null ? ' in this machine' : `, in this machine and in others of the class ${of}`}. Their
            median is given with one robust standard deviation; z is the modified z-score, and a value is
            unlike its siblings beyond ±{outlierScore}.
          </p>
          <FilterBar
            count={
              shown.length === measured.length
                ? countOf(measured.length, 'value')
                : `${formatCount(shown.length)} of ${countOf(measured.length, 'value')}`
            }
          >
            <SearchFilter label="Find a part or what was measured" value={text} onChange={setText} />
            <SelectFilter
              label="Verdict"
              all="All values"
              value={only}
              options={[{ value: 'bad', text: 'Only what stands out' }]}
              onChange={setOnly}
            />
          </FilterBar>
        </>
      )}
      {resultsOf(burnIn, measured).map((result) => (
        <Result key={result.test.kind} result={result} fits={fits} />
      ))}
    </>
  );
}

function Result({ result, fits }: { result: TestResult; fits: (value: MeasuredValue) => boolean }) {
  const { test, findings, values, look } = result;
  const parts = new Set(values.map(({ part }) => partOf(part))).size;
  const shown = values.filter(fits);
  const head = (
    <>
      <StateLabel look={look} />
      {values.length > 0 && (
        <span className="tuskar-quiet">
          {countOf(values.length, 'value')} of {countOf(parts, 'part')}
        </span>
      )}
    </>
  );
  return (
    <Disclosure title={describeTest(test)} aside={head} isOpenAtFirst={findings.length > 0}>
      {values.length === 0 && <p className="tuskar-quiet">It has measured nothing.</p>}
      {values.length > 0 && shown.length === 0 && <p className="tuskar-quiet">No value fits the filter.</p>}
      {shown.length > 0 && <MeasuredTable label={`Values of ${testNames[test.kind]}`} values={shown} />}
    </Disclosure>
  );
}
