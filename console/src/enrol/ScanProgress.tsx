import type { OperationDetail } from '@tuskar/contract/operation.ts';
import { Link } from '@tanstack/react-router';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { operationStates } from '../components/states.ts';
import { Elapsed } from '../components/Time.tsx';

/** How far a scan is that has not ended. */
export function ScanProgress({ operation }: { operation: OperationDetail }) {
  const { id, state, startedAt, endedAt, stepList, error } = operation;
  const message = stepList.find((step) => step.state === 'running')?.message;
  return (
    <>
      {error !== null && <ProblemAlert problem={error} />}
      <p role="status">
        <StateLabel look={operationStates[state]} /> <Elapsed from={startedAt} to={endedAt} /> {message ?? ''}
      </p>
      <p>
        <Link to="/operations/$id" params={{ id }}>
          Follow the operation
        </Link>
      </p>
    </>
  );
}
