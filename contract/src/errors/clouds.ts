import type { ErrorDefinitions } from './definition.ts';

export const cloudErrors = {
  'cloud-not-found': {
    status: 404,
    retryable: false,
    title: 'No such cloud',
    remedy: 'List the clouds with: tuskar cloud list',
  },
  'cloud-not-deployed': {
    status: 409,
    retryable: false,
    title: 'The cloud is not deployed',
    remedy: 'Execute a blueprint of it first, with: tuskar cloud apply',
  },
  'intent-invalid': {
    status: 400,
    retryable: false,
    title: 'The intent is not valid',
    remedy: 'Correct each place that is named in cloud.yaml, then plan again.',
  },
  'blueprint-not-found': {
    status: 404,
    retryable: false,
    title: 'No such blueprint',
    remedy: "List a cloud's blueprints with: tuskar cloud show",
  },
  'blueprint-state': {
    status: 409,
    retryable: false,
    title: 'The blueprint is in a state that does not allow it',
    remedy: 'See what its state allows with: tuskar cloud plan',
  },
  'blueprint-stale': {
    status: 409,
    retryable: false,
    title: 'The cloud has changed since the blueprint was computed',
    remedy: 'Plan again: the new blueprint starts from what the cloud is now.',
  },
  'verification-failed': {
    status: 500,
    retryable: false,
    title: 'A check of the cloud failed',
    remedy: 'Read the output of the checks that failed, with: tuskar cloud show',
  },
  'service-module-invalid': {
    status: 500,
    retryable: false,
    title: 'A service module gives what cannot be deployed',
    remedy: 'This is a defect in Tuskar: report it with the message.',
  },
  'openstack-unreachable': {
    status: 502,
    retryable: true,
    title: 'An API of the cloud does not answer',
    remedy: 'See the health of its services with: tuskar cloud show; look at the unit that is down.',
  },
  'openstack-untrusted': {
    status: 502,
    retryable: false,
    title: 'The certificate of an API of the cloud is not trusted',
    remedy: "Apply the cloud again: its proxy gets a certificate of Tuskar's CA.",
  },
  'openstack-busy': {
    status: 502,
    retryable: true,
    title: 'An API of the cloud cannot answer now',
    remedy: 'Try again later; if it stays, read the journal of the service on its controller.',
  },
  'openstack-unauthorized': {
    status: 502,
    retryable: false,
    title: 'The cloud does not accept the credentials',
    remedy: 'Check that nobody changed the password in the identity service; apply the cloud again.',
  },
  'openstack-forbidden': {
    status: 502,
    retryable: false,
    title: 'The cloud does not permit the request',
    remedy: 'Check the roles of the user that is named, and policies that were changed.',
  },
  'openstack-not-found': {
    status: 502,
    retryable: false,
    title: 'The cloud does not know the resource',
    remedy: 'Somebody may have removed it: look in the cloud, then try again.',
  },
  'openstack-conflict': {
    status: 502,
    retryable: false,
    title: 'The request conflicts with what is in the cloud',
    remedy: 'Look at the resource that is named: it exists, is in use, or a quota is reached.',
  },
  'openstack-refused': {
    status: 502,
    retryable: false,
    title: 'The cloud refuses the request',
    remedy: 'The message has the reason that the cloud gives.',
  },
  'openstack-answer': {
    status: 502,
    retryable: true,
    title: 'An answer of the cloud is not understood',
    remedy: 'Check what stands between Tuskar and the API; read the journal of the service.',
  },
  'verification-check-failed': {
    status: 500,
    retryable: false,
    title: 'A check of the cloud failed',
    remedy: 'Read the output of the check; correct its cause, then verify again.',
  },
} as const satisfies ErrorDefinitions;
