import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { notifyProblem } from '../shell/notify-problem.ts';
import { whyNot } from './actions.ts';

type Dialog = 'maintenance' | 'quarantine' | 'release';

export function MachineActions({ machine }: { machine: MachineDetail }) {
  const { name, maintenance, state } = machine;
  const params = { name };
  const [asking, setAsking] = useState<Dialog>();
  const close = () => setAsking(undefined);
  const begin = useAction('machine.set-maintenance', { onSuccess: close });
  const end = useAction('machine.end-maintenance', { onError: notifyProblem });
  const quarantine = useAction('machine.quarantine', { onSuccess: close });
  const release = useAction('machine.release', { onSuccess: close });
  return (
    <>
      {maintenance === null ? (
        <ActionButton
          variant="secondary"
          permission="hardware.operate"
          onClick={() => setAsking('maintenance')}
        >
          Begin maintenance
        </ActionButton>
      ) : (
        <ActionButton
          permission="hardware.operate"
          isLoading={end.isPending}
          onClick={() => end.run({ params })}
        >
          End maintenance
        </ActionButton>
      )}
      {state === 'quarantined' ? (
        <ActionButton variant="secondary" permission="hardware.override" onClick={() => setAsking('release')}>
          Release
        </ActionButton>
      ) : (
        <ActionButton
          variant="secondary"
          permission="hardware.operate"
          unavailable={whyNot('quarantine', machine)}
          onClick={() => setAsking('quarantine')}
        >
          Quarantine
        </ActionButton>
      )}
      {asking === 'maintenance' && (
        <ConfirmDialog
          title={`Begin maintenance of ${name}?`}
          confirm="Begin"
          reason="required"
          isPending={begin.isPending}
          error={begin.error}
          onConfirm={({ reason = '' }) => begin.run({ params, body: { reason } })}
          onClose={close}
        >
          <p>Nothing is begun on it meanwhile, and nobody but you switches its power.</p>
        </ConfirmDialog>
      )}
      {asking === 'quarantine' && (
        <ConfirmDialog
          title={`Quarantine ${name}?`}
          confirm="Quarantine"
          isDanger
          reason="required"
          isPending={quarantine.isPending}
          error={quarantine.error}
          onConfirm={({ reason = '' }) => quarantine.run({ params, body: { reason } })}
          onClose={close}
        >
          <p>It is not used until it has been repaired and tested, or somebody releases it.</p>
        </ConfirmDialog>
      )}
      {asking === 'release' && (
        <ConfirmDialog
          title={`Release ${name} without a test?`}
          confirm="Release"
          isDanger
          reason="required"
          isPending={release.isPending}
          error={release.error}
          onConfirm={({ reason = '' }) => release.run({ params, body: { reason } })}
          onClose={close}
        >
          <p>It becomes ready as it is. A burn-in would show whether what was wrong has been mended.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
