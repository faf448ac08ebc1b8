import type { Undercloud } from '@tuskar/contract/undercloud.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { notifyProblem } from '../shell/notify-problem.ts';

export function UndercloudActions({ undercloud: { kind, url } }: { undercloud: Undercloud }) {
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const equip = useAction('undercloud.equip', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
    onError: notifyProblem,
  });
  const disconnect = useAction('undercloud.disconnect', { onSuccess: () => setAsking(false) });
  return (
    <>
      <ActionButton
        permission="hardware.operate"
        hint="Brings the newest agent to it: what machines boot for work on them."
        unavailable={kind === 'managed' ? undefined : 'What is somebody else’s is for them to equip.'}
        isLoading={equip.isPending}
        onClick={() => equip.run({})}
      >
        Equip
      </ActionButton>
      <ActionButton
        variant="secondary"
        permission="hardware.operate"
        onClick={() => void navigate({ to: '/undercloud/connect' })}
      >
        Connect again
      </ActionButton>
      <ActionButton
        variant="secondary"
        isDanger
        permission="hardware.operate"
        onClick={() => setAsking(true)}
      >
        Disconnect
      </ActionButton>
      {isAsking && (
        <ConfirmDialog
          title="Disconnect the undercloud?"
          confirm="Disconnect"
          isDanger
          isPending={disconnect.isPending}
          error={disconnect.error}
          onConfirm={() => disconnect.run({})}
          onClose={() => setAsking(false)}
        >
          <p>
            Tuskar uses <code className="tuskar-long">{url}</code> no longer. Nothing changes there, and no
            machine can be worked on until one is connected again.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
