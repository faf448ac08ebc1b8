import { RouteDialog } from '../components/RouteDialog.tsx';
import { notify } from '../shell/toasts.ts';

export function SigningKeyRotateDialog({ onClose }: { onClose: () => void }) {
  return (
    <RouteDialog
      title="Change the key that signs certificates?"
      confirm="Change the key"
      reason="required"
      route="certificate.rotate-key"
      request={({ reason = '' }) => ({ body: { reason } })}
      onDone={({ id }) =>
        notify({
          tone: 'success',
          title: 'Another key signs from now on',
          detail: `Give the public key ${id} to whoever keeps them.`,
        })
      }
      onClose={onClose}
    >
      <p>
        A new key signs from now on, and the one before never again. What older keys have signed stays valid.
        Whoever keeps public keys needs the new one before a certificate that it signs has to be believed.
      </p>
    </RouteDialog>
  );
}
