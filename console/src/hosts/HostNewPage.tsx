import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { TextField } from '../forms/TextField.tsx';

export function HostNewPage() {
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { name: '', address: '', sshUser: 'root', hostKey: '' } });
  const { errors } = form.formState;
  const adopt = useAction('host.adopt', {
    onSuccess: ({ name }) => navigate({ to: '/hosts/$name', params: { name } }),
  });
  const submit = form.handleSubmit((body) => adopt.run({ body: { ...body, hostKey: body.hostKey.trim() } }));
  return (
    <>
      <PageHeading title="Register a server" above={[{ text: 'Hosts', link: { to: '/hosts' } }]}>
        <p className="tuskar-quiet">
          A server that somebody else installed becomes a host. It is reached over ssh; nothing is installed
          on it.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-form-width tuskar-stack">
        {adopt.error !== null && <ProblemAlert problem={adopt.error} />}
        <Form onSubmit={(event) => void submit(event)} noValidate>
          <TextField
            label="Name"
            help="Lower-case letters, digits and hyphens."
            autoComplete="off"
            isRequired
            error={errors.name}
            field={form.register('name', { required: 'Give the host a name.' })}
          />
          <TextField
            label="Address"
            help="Where ssh reaches it: an IP address or a host name."
            autoComplete="off"
            isRequired
            error={errors.address}
            field={form.register('address', { required: 'Give the address.' })}
          />
          <TextField
            label="User"
            autoComplete="off"
            isRequired
            error={errors.sshUser}
            field={form.register('sshUser', { required: 'Give the user for ssh.' })}
          />
          <TextAreaField
            label="Public host key"
            help="The line of /etc/ssh/ssh_host_ed25519_key.pub on the server. No other key is accepted from it."
            isRequired
            rows={3}
            error={errors.hostKey}
            field={form.register('hostKey', { required: 'Give the public host key.' })}
          />
          <div className="tuskar-actions">
            <ActionButton type="submit" permission="host.operate" isLoading={adopt.isPending}>
              Register
            </ActionButton>
            <Button variant="link" onClick={() => void navigate({ to: '/hosts' })}>
              Back
            </Button>
          </div>
        </Form>
      </PageSection>
    </>
  );
}
