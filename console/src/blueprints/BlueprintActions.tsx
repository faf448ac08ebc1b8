import type { Blueprint } from '@tuskar/contract/cloud.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { type PersonAction, whyNot } from './actions.ts';
import { ImpactSentence } from './ImpactSentence.tsx';

export function BlueprintActions({ blueprint }: { blueprint: Blueprint }) {
  const { id, state, cloud } = blueprint;
  const [asking, setAsking] = useState<PersonAction>();
  const navigate = useNavigate();
  const close = () => setAsking(undefined);
  const approve = useAction('blueprint.approve', { onSuccess: close });
  const abandon = useAction('blueprint.abandon', { onSuccess: close });
  const execute = useAction('blueprint.execute', {
    onSuccess: (operation) => navigate({ to: '/operations/$id', params: { id: operation.id } }),
  });
  const params = { id };
  return (
    <>
      <ActionButton
        variant={state === 'proposed' ? 'primary' : 'secondary'}
        permission="cloud.approve"
        unavailable={whyNot(state, 'approve')}
        onClick={() => setAsking('approve')}
      >
        Approve
      </ActionButton>
      <ActionButton
        variant={state === 'approved' ? 'primary' : 'secondary'}
        permission="cloud.operate"
        unavailable={whyNot(state, 'execute')}
        onClick={() => setAsking('execute')}
      >
        Execute
      </ActionButton>
      <ActionButton
        variant="link"
        permission="cloud.plan"
        unavailable={whyNot(state, 'abandon')}
        onClick={() => setAsking('abandon')}
      >
        Abandon
      </ActionButton>
      {asking === 'approve' && (
        <ConfirmDialog
          title="Approve the blueprint?"
          confirm="Approve"
          reason="optional"
          isPending={approve.isPending}
          error={approve.error}
          onConfirm={(body) => approve.run({ params, body })}
          onClose={close}
        >
          <ImpactSentence blueprint={blueprint} />
          <p>Nothing is touched before somebody executes it.</p>
        </ConfirmDialog>
      )}
      {asking === 'execute' && (
        <ConfirmDialog
          title={`Execute the blueprint on ${cloud}?`}
          confirm="Execute"
          isPending={execute.isPending}
          error={execute.error}
          onConfirm={() => execute.run({ params })}
          onClose={close}
        >
          <ImpactSentence blueprint={blueprint} />
          <p>It stops at the first failure, and can be resumed from there.</p>
        </ConfirmDialog>
      )}
      {asking === 'abandon' && (
        <ConfirmDialog
          title="Abandon the blueprint?"
          confirm="Abandon"
          isDanger
          reason="optional"
          isPending={abandon.isPending}
          error={abandon.error}
          onConfirm={(body) => abandon.run({ params, body })}
          onClose={close}
        >
          <p>
            It is kept for the record, and can no longer be executed.
            {state === 'failed' && ' What its execution changed so far stays changed.'}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
