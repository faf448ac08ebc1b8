import type { OperationDetail } from '@tuskar/contract/operation.ts';
import { Progress, ProgressMeasureLocation } from '@patternfly/react-core/dist/dynamic/components/Progress';
import { countOf, formatCount } from '../components/count.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { SubjectLink } from '../components/SubjectLink.tsx';
import { Elapsed, TimeAgo } from '../components/Time.tsx';

/** How far it is, since when, for whom and why, and what it waits for. */
export function OperationSummary({ operation }: { operation: OperationDetail }) {
  const { steps, state, endedAt } = operation;
  const facts: Fact[] = [
    { term: 'About', value: <SubjectLink subject={operation.subject} /> },
    { term: 'Elapsed', value: <Elapsed from={operation.startedAt ?? operation.createdAt} to={endedAt} /> },
    {
      term: 'Asked',
      value: (
        <>
          by {operation.requestedBy}, <TimeAgo at={operation.createdAt} />
        </>
      ),
    },
    ...(operation.reason === null ? [] : [{ term: 'Reason', value: operation.reason }]),
    ...(operation.attempt === 1 ? [] : [{ term: 'Attempt', value: operation.attempt }]),
    ...(operation.waitingFor === null ? [] : [{ term: 'Waits for', value: operation.waitingFor }]),
  ];
  return (
    <>
      <Progress
        aria-label="Steps done"
        value={steps.total === 0 ? 0 : (100 * steps.done) / steps.total}
        label={`${formatCount(steps.done)} of ${countOf(steps.total, 'step')}`}
        measureLocation={ProgressMeasureLocation.outside}
        size="sm"
        {...(state === 'failed' ? { variant: 'danger' } : {})}
        {...(state === 'succeeded' ? { variant: 'success' } : {})}
      />
      <Facts facts={facts} />
    </>
  );
}
