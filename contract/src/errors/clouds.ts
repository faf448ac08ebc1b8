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
  'service-module-invalid': {
    status: 500,
    retryable: false,
    title: 'A service module gives what cannot be deployed',
    remedy: 'This is a defect in Tuskar: report it with the message.',
  },
} as const satisfies ErrorDefinitions;
