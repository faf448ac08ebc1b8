import type { OperationDetail } from '@tuskar/contract/operation.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { ProblemAlert } from '../components/ProblemAlert.tsx';

type OperationFailureProps = {
  operation: OperationDetail;
  onShowLog: (step: string) => void;
};

/** Why it failed: in which step, on which host, with what output, and what to do. */
export function OperationFailure({ operation, onShowLog }: OperationFailureProps) {
  const failed = operation.stepList.filter(({ state, error }) => state === 'failed' && error !== null);
  if (operation.state !== 'failed') return null;
  if (failed.length === 0) {
    return operation.error === null ? null : <ProblemAlert problem={operation.error} />;
  }
  return (
    <div className="tuskar-stack">
      {failed.map(({ name, title, host, error }) => (
        <ProblemAlert
          key={name}
          problem={{
            ...error!,
            title: `${title}${host === null || title.includes(host) ? '' : ` on ${host}`}: ${error!.title}`,
            remedy: operation.nextAction ?? error!.remedy,
          }}
          actions={
            <Button variant="link" isInline onClick={() => onShowLog(name)}>
              Show the log of this step
            </Button>
          }
        />
      ))}
    </div>
  );
}
