import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { useNavigate } from '@tanstack/react-router';
import { RouteDialog } from '../components/RouteDialog.tsx';
import { BurnInDialog } from '../burn-ins/BurnInDialog.tsx';
import { MachineAdoptDialog } from './MachineAdoptDialog.tsx';
import { MachineFaultsDialog } from './MachineFaultsDialog.tsx';
import { MachineMaintenanceDialog } from './MachineMaintenanceDialog.tsx';
import { MachinePowerDialog } from './MachinePowerDialog.tsx';
import { MachineRescueDialog } from './MachineRescueDialog.tsx';
import { MachineTakeOutDialog } from './MachineTakeOutDialog.tsx';
import type { Asked } from './menu.ts';

type MachineDialogProps = { asked: Asked; machine: MachineDetail; onClose: () => void };

/** The dialog of what was asked. What takes a while goes to its operation, where it is watched. */
export function MachineDialog({ asked, machine, onClose }: MachineDialogProps) {
  const { name } = machine;
  const params = { name };
  const navigate = useNavigate();
  const watch = ({ id }: { id: string }) => navigate({ to: '/operations/$id', params: { id } });
  const needsReason = { reason: 'required', onClose } as const;
  switch (asked) {
    case 'enrol-again':
      return (
        <RouteDialog
          title={`Enrol ${name} again?`}
          confirm="Enrol"
          route="machine.enrol-again"
          request={() => ({ params, body: { inspect: true } })}
          onDone={watch}
          onClose={onClose}
        >
          <p>
            Its BMC is reached anew, with what is known of it now. Once it answers, the machine is inspected.
          </p>
        </RouteDialog>
      );
    case 'inspect':
      return (
        <RouteDialog
          title={`Inspect ${name}?`}
          confirm="Inspect"
          route="machine.inspect"
          request={() => ({ params })}
          onDone={watch}
          onClose={onClose}
        >
          <p>
            It boots the agent, which reads what it is made of. What differs from the last inspection is kept,
            with before and after. Its disks stay as they are.
          </p>
        </RouteDialog>
      );
    case 'burn-in':
      return <BurnInDialog machines={[name]} onClose={onClose} />;
    case 'retest':
      return (
        <RouteDialog
          title={`Test ${name} again?`}
          confirm="Test again"
          route="machine.retest"
          request={() => ({ params })}
          onDone={watch}
          onClose={onClose}
        >
          <p>
            It is inspected, so that an exchanged part is seen. Then only what failed or was exchanged is
            tested again, by the profile of its last burn-in. A machine without open findings is ready.
          </p>
        </RouteDialog>
      );
    case 'accept':
      return (
        <RouteDialog
          {...needsReason}
          title={`Accept ${name} without a burn-in?`}
          confirm="Accept"
          isDanger
          route="machine.accept"
          request={({ reason = '' }) => ({ params, body: { reason } })}
        >
          <p>It becomes ready as it is. What a burn-in would find is then found in use.</p>
        </RouteDialog>
      );
    case 'quarantine':
      return (
        <RouteDialog
          {...needsReason}
          title={`Quarantine ${name}?`}
          confirm="Quarantine"
          isDanger
          route="machine.quarantine"
          request={({ reason = '' }) => ({ params, body: { reason } })}
        >
          <p>It is not used until it has been repaired and tested, or somebody releases it.</p>
        </RouteDialog>
      );
    case 'release':
      return (
        <RouteDialog
          {...needsReason}
          title={`Release ${name} without a test?`}
          confirm="Release"
          isDanger
          route="machine.release"
          request={({ reason = '' }) => ({ params, body: { reason } })}
        >
          <p>It becomes ready as it is. A burn-in would show whether what was wrong has been mended.</p>
        </RouteDialog>
      );
    case 'rotate-bmc-password':
      return (
        <RouteDialog
          title={`Change the password of the BMC of ${name}?`}
          confirm="Change"
          route="machine.rotate-bmc-password"
          request={() => ({ params })}
          onDone={watch}
          onClose={onClose}
        >
          <p>Its user gets a new, random password, which Tuskar keeps sealed and nobody sees.</p>
        </RouteDialog>
      );
    case 'rescue':
    case 'unrescue':
      return <MachineRescueDialog asked={asked} machine={machine} onClose={onClose} />;
    case 'maintenance':
      return <MachineMaintenanceDialog name={name} onClose={onClose} />;
    case 'adopt':
      return <MachineAdoptDialog name={name} onClose={onClose} />;
    case 'faults':
      return <MachineFaultsDialog name={name} onClose={onClose} />;
    case 'power':
      return <MachinePowerDialog machine={machine} onClose={onClose} />;
    case 'erase':
    case 'retire':
    case 'retire-unerased':
    case 'forget':
      return <MachineTakeOutDialog asked={asked} name={name} onClose={onClose} />;
    case 'change':
    case 'deploy':
    case 'light':
    case 'darken':
      return null;
  }
}
