import {
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
} from '@patternfly/react-core/dist/dynamic/components/Modal';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { useQuery } from '@tanstack/react-query';
import { query } from '../api/query.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';

/** The console is followed by reading its end again. */
const readAgainMs = 2_000;

type LabConsoleDialogProps = { name: string; onClose: () => void };

/** The end of what the machine wrote to its serial console. */
export function LabConsoleDialog({ name, onClose }: LabConsoleDialogProps) {
  const { data, error } = useQuery({
    ...query('lab.machine.console', { params: { name } }),
    refetchInterval: readAgainMs,
  });
  const text = data?.text.trimEnd();
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="console-title">
      <ModalHeader title={`Console of ${name}`} labelId="console-title" />
      <ModalBody>
        {error !== null && <ProblemAlert problem={error} />}
        {text === '' && <p>It has written nothing yet: it was never switched on.</p>}
        {text !== undefined && text !== '' && (
          <pre
            className="tuskar-example tuskar-serial"
            role="log"
            aria-label={`Console of ${name}`}
            tabIndex={0}
          >
            {text}
          </pre>
        )}
      </ModalBody>
      <ModalFooter>
        <Button variant="link" onClick={onClose}>
          Close
        </Button>
      </ModalFooter>
    </Modal>
  );
}
