import type { User } from '@tuskar/contract/access.ts';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { useSession } from '../session/session.ts';
import { PersonChangeDialog } from './PersonChangeDialog.tsx';

export function PersonActions({ user }: { user: User }) {
  const { name } = user;
  const session = useSession();
  const [asking, setAsking] = useState<'change' | 'remove'>();
  const close = () => setAsking(undefined);
  const remove = useAction('user.delete', { onSuccess: close });
  const own = session.user === name ? 'It is you. Somebody else has to do that.' : undefined;
  return (
    <div className="tuskar-row-actions">
      <ActionButton
        variant="link"
        isInline
        permission="user.manage"
        aria-label={`Change ${name}`}
        onClick={() => setAsking('change')}
      >
        Change
      </ActionButton>
      <ActionButton
        variant="link"
        isInline
        isDanger
        permission="user.manage"
        unavailable={own}
        aria-label={`Remove ${name}`}
        onClick={() => setAsking('remove')}
      >
        Remove
      </ActionButton>
      {asking === 'change' && <PersonChangeDialog user={user} onClose={close} />}
      {asking === 'remove' && (
        <ConfirmDialog
          title={`Remove ${name}?`}
          confirm="Remove"
          isDanger
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.run({ params: { name } })}
          onClose={close}
        >
          <p>Their sessions end and their tokens stop working. What they did stays in the audit trail.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
