import type { Operation } from '@tuskar/contract/operation.ts';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { notifyProblem } from '../shell/notify-problem.ts';
import { whyNot } from './actions.ts';

export function OperationActions({ operation }: { operation: Operation }) {
  const { id, state, title } = operation;
  const [isAsking, setAsking] = useState(false);
  const cancel = useAction('operation.cancel', { onSuccess: () => setAsking(false) });
  const retry = useAction('operation.retry', { onError: notifyProblem });
  return (
    <>
      <ActionButton
        variant="secondary"
        permission="operation.control"
        unavailable={whyNot(state, 'cancel')}
        hint="The running steps end first; what was done stays done, unless its step has an undo."
        onClick={() => setAsking(true)}
      >
        Cancel
      </ActionButton>
      <ActionButton
        variant="primary"
        permission="operation.control"
        unavailable={whyNot(state, 'retry')}
        hint="Goes on from the step that failed; what is done stays done."
        isLoading={retry.isPending}
        onClick={() => retry.run({ params: { id } })}
      >
        Retry
      </ActionButton>
      {isAsking && (
        <ConfirmDialog
          title="Cancel the operation?"
          confirm="Cancel the operation"
          isDanger
          reason="optional"
          isPending={cancel.isPending}
          error={cancel.error}
          onConfirm={(body) => cancel.run({ params: { id }, body })}
          onClose={() => setAsking(false)}
        >
          <p>
            <strong>{title}</strong>: the running steps end first. What was done stays done, unless its step
            has an undo. It can be retried later.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
