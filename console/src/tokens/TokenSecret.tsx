import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import {
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
} from '@patternfly/react-core/dist/dynamic/components/Modal';
import { CopyButton } from '../components/Command.tsx';

/** The secret, this once: it is kept nowhere, not even here. */
export function TokenSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="secret-title">
      <ModalHeader title="The token is made" labelId="secret-title" titleIconVariant="success" />
      <ModalBody>
        <p>Its secret is shown this once. Whoever has it can use the API in your name.</p>
        <p className="tuskar-command">
          <code className="tuskar-long">{secret}</code>
          <CopyButton text={secret} label="Copy the secret" />
        </p>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose}>Done</Button>
      </ModalFooter>
    </Modal>
  );
}
