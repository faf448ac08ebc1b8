import { useNavigate } from '@tanstack/react-router';
import { RouteDialog } from '../components/RouteDialog.tsx';
import type { Asked } from './menu.ts';

type MachineTakeOutDialogProps = {
  asked: Extract<Asked, 'erase' | 'retire' | 'retire-unerased' | 'forget'>;
  name: string;
  onClose: () => void;
};

/** What cannot be undone: the machine's name is typed first. */
export function MachineTakeOutDialog({ asked, name, onClose }: MachineTakeOutDialogProps) {
  const navigate = useNavigate();
  const params = { name };
  const watch = ({ id }: { id: string }) => navigate({ to: '/operations/$id', params: { id } });
  const common = { isDanger: true, typed: name, onClose };
  switch (asked) {
    case 'erase':
    case 'retire':
      return (
        <RouteDialog
          {...common}
          title={asked === 'erase' ? `Erase the disks of ${name}?` : `Erase and retire ${name}?`}
          confirm={asked === 'erase' ? 'Erase' : 'Erase and retire'}
          reason="optional"
          route="machine.erase"
          request={(reason) => ({
            params,
            body: { goal: asked === 'erase' ? 'ready' : 'retired', ...reason },
          })}
          onDone={watch}
        >
          <p>
            Every disk is erased by the best method that it supports, and samples are read back. All that is
            on them will be gone. A signed certificate says what was done; the reason stands in it.{' '}
            {asked === 'erase' ? 'Then the machine is ready.' : 'Then the machine is retired for good.'}
          </p>
        </RouteDialog>
      );
    case 'retire-unerased':
      return (
        <RouteDialog
          {...common}
          title={`Retire ${name} unerased?`}
          confirm="Retire unerased"
          reason="required"
          route="machine.retire-unerased"
          request={({ reason = '' }) => ({ params, body: { reason } })}
        >
          <p>
            It is retired for good with whatever is on its disks, and has no erase certificate. The reason is
            what anybody who asks for one will read.
          </p>
        </RouteDialog>
      );
    case 'forget':
      return (
        <RouteDialog
          {...common}
          title={`Forget ${name}?`}
          confirm="Forget"
          route="machine.forget"
          request={() => ({ params })}
          onDone={() => navigate({ to: '/machines' })}
        >
          <p>
            For a machine that was enrolled by mistake: Tuskar and the bare-metal service no longer know it.
          </p>
        </RouteDialog>
      );
  }
}
