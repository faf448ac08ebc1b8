import type { Host } from '@tuskar/contract/host.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { notifyProblem } from '../shell/notify-problem.ts';
import { whyNotConverge, whyNotForget } from './actions.ts';

export function HostActions({ host }: { host: Host }) {
  const { name } = host;
  const [asking, setAsking] = useState<'converge' | 'forget'>();
  const navigate = useNavigate();
  const close = () => setAsking(undefined);
  const watch = ({ id }: { id: string }) => navigate({ to: '/operations/$id', params: { id } });
  const check = useAction('host.converge', { onSuccess: watch, onError: notifyProblem });
  const converge = useAction('host.converge', { onSuccess: watch });
  const forget = useAction('host.forget', { onSuccess: () => navigate({ to: '/hosts' }) });
  const params = { name };
  return (
    <>
      <ActionButton
        permission="host.operate"
        unavailable={whyNotConverge(host)}
        hint="Compares the host with its blueprint; changes nothing."
        isLoading={check.isPending}
        onClick={() => check.run({ params, body: { mode: 'check' } })}
      >
        Check drift
      </ActionButton>
      <ActionButton
        variant="secondary"
        permission="host.operate"
        unavailable={whyNotConverge(host)}
        onClick={() => setAsking('converge')}
      >
        Converge
      </ActionButton>
      <ActionButton
        variant="link"
        permission="host.operate"
        unavailable={whyNotForget(host)}
        onClick={() => setAsking('forget')}
      >
        Forget
      </ActionButton>
      {asking === 'converge' && (
        <ConfirmDialog
          title={`Converge ${name}?`}
          confirm="Converge"
          isPending={converge.isPending}
          error={converge.error}
          onConfirm={() => converge.run({ params, body: { mode: 'apply' } })}
          onClose={close}
        >
          <p>
            What differs from its blueprint is changed back, and the units that read it restart. A drift check
            shows beforehand what that is.
          </p>
        </ConfirmDialog>
      )}
      {asking === 'forget' && (
        <ConfirmDialog
          title={`Forget ${name}?`}
          confirm="Forget"
          isDanger
          isPending={forget.isPending}
          error={forget.error}
          onConfirm={() => forget.run({ params })}
          onClose={close}
        >
          <p>Tuskar no longer knows it; the host itself stays as it is. It can be registered again.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
