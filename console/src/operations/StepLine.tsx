import type { OperationStep } from '@tuskar/contract/operation.ts';
import { stepStates } from '../components/states.ts';
import { Elapsed, TimeAgo } from '../components/Time.tsx';
import { ToneIcon } from '../components/ToneIcon.tsx';

type StepLineProps = { step: OperationStep; isChosen: boolean; onChoose: () => void };

/** A step with its clock, what it does or waits for now, and what went wrong. Choosing it narrows the log to it. */
export function StepLine({ step, isChosen, onChoose }: StepLineProps) {
  const { tone, text } = stepStates[step.state];
  const isNow = step.state === 'running' || step.state === 'waiting';
  return (
    <button
      type="button"
      className="tuskar-step"
      aria-pressed={isChosen}
      title={isChosen ? 'Show the whole log' : 'Show the log of this step'}
      onClick={onChoose}
    >
      <ToneIcon tone={tone} />
      <span className="tuskar-step-title">
        {step.title}
        {step.host !== null && !step.title.includes(step.host) && (
          <span className="tuskar-step-host"> {step.host}</span>
        )}
      </span>
      <span className="tuskar-step-clock">
        {step.attempts > 1 && <span className="tuskar-quiet">try {step.attempts} · </span>}
        {step.startedAt === null ? (
          <span className="tuskar-quiet">{text}</span>
        ) : (
          <>
            <span className="pf-v6-screen-reader">{text}, </span>
            <Elapsed from={step.startedAt} to={step.endedAt} />
          </>
        )}
      </span>
      <StepDetail step={step} isNow={isNow} />
    </button>
  );
}

function StepDetail({ step, isNow }: { step: OperationStep; isNow: boolean }) {
  const { waitingFor, message, deadlineAt, error } = step;
  if (!isNow) {
    return error === null ? null : (
      <span className="tuskar-step-detail tuskar-step-error">{error.detail}</span>
    );
  }
  if (message === null && waitingFor === null) return null;
  return (
    <span className="tuskar-step-detail">
      {message} {waitingFor !== null && `Waits for ${waitingFor}`}
      {deadlineAt !== null && (
        <>
          {' '}
          · gives up <TimeAgo at={deadlineAt} />
        </>
      )}
    </span>
  );
}
