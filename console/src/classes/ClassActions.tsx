import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { RouteDialog } from '../components/RouteDialog.tsx';

export function ClassActions({ name }: { name: string }) {
  const navigate = useNavigate();
  const [isRemoving, setRemoving] = useState(false);
  return (
    <>
      <ActionButton
        variant="secondary"
        permission="hardware.operate"
        onClick={() => void navigate({ to: '/classes/$name/change', params: { name } })}
      >
        Change
      </ActionButton>
      <ActionButton variant="link" permission="hardware.operate" onClick={() => setRemoving(true)}>
        Remove
      </ActionButton>
      {isRemoving && (
        <RouteDialog
          title={`Remove the class ${name}?`}
          confirm="Remove"
          isDanger
          route="class.remove"
          request={() => ({ params: { name } })}
          onDone={() => navigate({ to: '/classes' })}
          onClose={() => setRemoving(false)}
        >
          <p>Its members fall into another class that fits, or into none. The machines stay as they are.</p>
        </RouteDialog>
      )}
    </>
  );
}
