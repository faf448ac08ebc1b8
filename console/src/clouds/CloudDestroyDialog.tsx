import type { Cloud } from '@tuskar/contract/cloud.ts';
import { useNavigate } from '@tanstack/react-router';
import { useAction } from '../api/use-action.ts';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';

export function CloudDestroyDialog({ cloud, onClose }: { cloud: Cloud; onClose: () => void }) {
  const { name, hosts } = cloud;
  const navigate = useNavigate();
  const destroy = useAction('cloud.destroy', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
  });
  return (
    <ConfirmDialog
      title={`Destroy the cloud ${name}?`}
      confirm="Destroy"
      isDanger
      reason="required"
      typed={name}
      isPending={destroy.isPending}
      error={destroy.error}
      onConfirm={({ reason = '' }) => destroy.run({ params: { name }, body: { reason } })}
      onClose={onClose}
    >
      <p>
        All services stop on {hosts.length === 1 ? 'its host' : `its ${hosts.length} hosts`}, and its data is
        removed: servers, volumes, images and accounts of the people who use it. This cannot be undone.
      </p>
    </ConfirmDialog>
  );
}
