import type { Lab } from '@tuskar/contract/lab.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';

export function LabDownDialog({ lab, onClose }: { lab: Lab; onClose: () => void }) {
  const navigate = useNavigate();
  const clouds = useQuery(query('cloud.list')).data?.items ?? [];
  const names = new Set(lab.hosts.map(({ name }) => name));
  const deployed = clouds.filter((cloud) => cloud.hosts.some(({ name }) => names.has(name)));
  const isUsed = deployed.length > 0;
  const down = useAction('lab.down', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
  });
  return (
    <ConfirmDialog
      title="Take the lab down?"
      confirm="Take down"
      isDanger
      reason={isUsed ? 'required' : 'optional'}
      {...(isUsed ? { typed: 'lab' } : {})}
      isPending={down.isPending}
      error={down.error}
      onConfirm={(body) => down.run({ body: { ...body, force: isUsed } })}
      onClose={onClose}
    >
      <p>Its hosts, networks and all else that it made on the machine are removed.</p>
      {isUsed && (
        <p>
          <strong>
            {deployed.map(({ name }) => name).join(', ')} {deployed.length === 1 ? 'is' : 'are'} deployed on
            its hosts, and lost with them.
          </strong>
        </p>
      )}
    </ConfirmDialog>
  );
}
