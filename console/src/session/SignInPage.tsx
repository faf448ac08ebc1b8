import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { Title } from '@patternfly/react-core/dist/dynamic/components/Title';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { useDocumentTitle } from '../components/PageHeading.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { TextField } from '../forms/TextField.tsx';
import { ThemeSwitch } from '../shell/ThemeSwitch.tsx';
import { pathHere } from './path-here.ts';
import { sessionQuery } from './session.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  useDocumentTitle('Sign in');
  const { to } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useForm({ defaultValues: { user: '', password: '' } });
  const signIn = useAction('session.create', {
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      router.history.push(pathHere(to, location.origin));
    },
  });
  const { errors } = form.formState;
  return (
    <main className="tuskar-sign-in">
      <div className="tuskar-sign-in-card">
        <div className="tuskar-sign-in-head">
          <img src="/favicon.svg" alt="" width={40} height={40} />
          <Title headingLevel="h1" size="2xl">
            Sign in to Tuskar
          </Title>
        </div>
        {signIn.error !== null && <ProblemAlert problem={signIn.error} />}
        <Form onSubmit={(event) => void form.handleSubmit((body) => signIn.run({ body }))(event)} noValidate>
          <TextField
            label="Name"
            autoComplete="username"
            autoFocus
            error={errors.user}
            field={form.register('user', { required: 'Give your name.' })}
          />
          <TextField
            label="Password"
            type="password"
            autoComplete="current-password"
            error={errors.password}
            field={form.register('password', { required: 'Give your password.' })}
          />
          <Button type="submit" isBlock isLoading={signIn.isPending} isDisabled={signIn.isPending}>
            Sign in
          </Button>
        </Form>
        <ThemeSwitch />
      </div>
    </main>
  );
}
