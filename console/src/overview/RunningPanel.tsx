import type { Operation } from '@tuskar/contract/operation.ts';
import { Progress, ProgressMeasureLocation } from '@patternfly/react-core/dist/dynamic/components/Progress';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../components/count.ts';
import { operationStates } from '../components/states.ts';
import { Elapsed, TimeAgo } from '../components/Time.tsx';

type RunningPanelProps = { running: Operation[]; last: Operation | undefined };

/** What is under way, with its clock and what it waits for. */
export function RunningPanel({ running, last }: RunningPanelProps) {
  return (
    <section className="tuskar-panel" aria-labelledby="running-title">
      <h2 id="running-title" className="tuskar-panel-title">
        Running now {running.length > 0 && <span className="tuskar-count">{running.length}</span>}
      </h2>
      {running.length === 0 ? (
        <p className="tuskar-quiet">Nothing runs. {last !== undefined && <Last operation={last} />}</p>
      ) : (
        <ul className="tuskar-running">
          {running.map((operation) => (
            <li key={operation.id}>
              <Running operation={operation} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Running({ operation }: { operation: Operation }) {
  const { id, title, state, steps, startedAt, createdAt, waitingFor } = operation;
  return (
    <>
      <p className="tuskar-running-head">
        <Link to="/operations/$id" params={{ id }}>
          {title}
        </Link>
        <span className="tuskar-step-clock">
          {state !== 'running' && <span className="tuskar-quiet">{operationStates[state].text} </span>}
          <Elapsed from={startedAt ?? createdAt} to={null} />
        </span>
      </p>
      <Progress
        aria-label={`Steps done of ${title}`}
        value={steps.total === 0 ? 0 : (100 * steps.done) / steps.total}
        label={`${formatCount(steps.done)} of ${formatCount(steps.total)}`}
        measureLocation={ProgressMeasureLocation.outside}
        size="sm"
      />
      {waitingFor !== null && <p className="tuskar-quiet">Waits for {waitingFor}</p>}
    </>
  );
}

function Last({ operation: { id, title, state, endedAt } }: { operation: Operation }) {
  return (
    <>
      The last was{' '}
      <Link to="/operations/$id" params={{ id }}>
        {title}
      </Link>
      , {operationStates[state].text.toLowerCase()} {endedAt !== null && <TimeAgo at={endedAt} />}.
    </>
  );
}
