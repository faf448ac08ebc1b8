import type { Token } from '@tuskar/contract/access.ts';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';

export function TokenRevoke({ token }: { token: Token }) {
  const { id, description } = token;
  const [isAsking, setAsking] = useState(false);
  const revoke = useAction('token.delete', { onSuccess: () => setAsking(false) });
  return (
    <>
      <ActionButton
        variant="link"
        isInline
        isDanger
        aria-label={`Revoke ${description}`}
        onClick={() => setAsking(true)}
      >
        Revoke
      </ActionButton>
      {isAsking && (
        <ConfirmDialog
          title="Revoke the token?"
          confirm="Revoke"
          isDanger
          isPending={revoke.isPending}
          error={revoke.error}
          onConfirm={() => revoke.run({ params: { id } })}
          onClose={() => setAsking(false)}
        >
          <p>
            <strong>{description}</strong>: whatever uses it is refused from now on.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
