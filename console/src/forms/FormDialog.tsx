import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import {
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
} from '@patternfly/react-core/dist/dynamic/components/Modal';
import { type BaseSyntheticEvent, type ReactNode, useId } from 'react';
import { ProblemAlert } from '../components/ProblemAlert.tsx';

type FormDialogProps = {
  title: string;
  /** The verb on the button. */
  submit: string;
  /** The other button, where "Close" could be taken for what the form is about. */
  dismiss?: string;
  isDanger?: boolean;
  isPending: boolean;
  error: Error | null;
  /** What stands above the fields. */
  lead?: ReactNode;
  children?: ReactNode;
  onSubmit: (event: BaseSyntheticEvent) => Promise<void>;
  onClose: () => void;
};

/** A form that the person answers before anything else; its problem is shown in it. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, dismiss = 'Close', isDanger = false, isPending, error, lead, children } = props;
  const { onSubmit, onClose } = props;
  const id = useId();
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby={`${id}-title`}>
      <ModalHeader
        title={title}
        labelId={`${id}-title`}
        {...(isDanger ? { titleIconVariant: 'warning' } : {})}
      />
      <ModalBody>
        {error !== null && <ProblemAlert problem={error} />}
        {lead}
        <Form
          id={`${id}-form`}
          className="tuskar-dialog-form"
          onSubmit={(event) => void onSubmit(event)}
          noValidate
        >
          {children}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          type="submit"
          form={`${id}-form`}
          variant={isDanger ? 'danger' : 'primary'}
          isLoading={isPending}
          isDisabled={isPending}
        >
          {submit}
        </Button>
        <Button variant="link" onClick={onClose}>
          {dismiss}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
