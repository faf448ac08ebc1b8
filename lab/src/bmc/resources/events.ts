import { eventTypes, mostSubscriptions } from '../events.ts';
import { NewSubscription, parseBody, TestEvent } from '../redfish/body-schema.ts';
import { notFound, RedfishError } from '../redfish/error.ts';
import { type Call, done, type Reply, type Route } from '../redfish/route.ts';
import type { Subscription } from '../state/schema.ts';
import { collection, enabled, link, links, resource, root } from './build.ts';

const service = `${root}/EventService`;
const subscriptions = `${service}/Subscriptions`;

/** Header values are never shown: they may hold a secret of the subscriber's. */
const showSubscription = ({
  id,
  destination,
  context,
  eventTypes: types,
  verifyCertificate,
}: Subscription) => ({
  ...resource(`${subscriptions}/${id}`, 'EventDestination.v1_15_0', id, 'Event Subscription'),
  Destination: destination,
  Context: context,
  Protocol: 'Redfish',
  SubscriptionType: 'RedfishEvent',
  EventFormatType: 'Event',
  EventTypes: types.length > 0 ? types : [...eventTypes],
  HttpHeaders: [],
  VerifyCertificate: verifyCertificate,
  Status: enabled,
});

function subscribe({ bmc, body }: Call): Reply {
  const wanted = parseBody(NewSubscription, body);
  const subscription = bmc.events.subscribe({
    destination: wanted.Destination,
    context: wanted.Context ?? '',
    eventTypes: wanted.EventTypes ?? [],
    headers: Object.assign({}, ...(wanted.HttpHeaders ?? [])) as Record<string, string>,
    verifyCertificate: wanted.VerifyCertificate ?? false,
  });
  if (subscription === undefined) throw new RedfishError(400, { message: 'CreateLimitReachedForResource' });
  bmc.save();
  const headers = { location: `${subscriptions}/${subscription.id}` };
  return { status: 201, body: showSubscription(subscription), headers };
}

export const eventRoutes: Route[] = [
  {
    path: service,
    GET: () => ({
      ...resource(service, 'EventService.v1_10_3', 'EventService', 'Event Service'),
      ServiceEnabled: true,
      Status: enabled,
      DeliveryRetryAttempts: 3,
      DeliveryRetryIntervalSeconds: 5,
      EventTypesForSubscription: [...eventTypes],
      EventFormatTypes: ['Event'],
      Subscriptions: link(subscriptions),
      Actions: {
        '#EventService.SubmitTestEvent': { target: `${service}/Actions/EventService.SubmitTestEvent` },
      },
      Oem: { Tuskar: { MaxSubscriptions: mostSubscriptions } },
    }),
  },
  {
    path: subscriptions,
    GET: ({ bmc, query }) => {
      const ids = bmc.events.subscriptions.map(({ id }) => id);
      return collection(
        subscriptions,
        'EventDestination',
        'Event Subscriptions Collection',
        links(subscriptions, ids),
        query,
      );
    },
    POST: subscribe,
  },
  {
    path: `${subscriptions}/{subscription}`,
    GET: ({ bmc, params }) => {
      const found = bmc.events.subscriptions.find(({ id }) => id === params['subscription']);
      return found && showSubscription(found);
    },
    DELETE: ({ bmc, params, path }) => {
      if (!bmc.events.unsubscribe(params['subscription'] ?? '')) throw notFound(path);
      bmc.save();
      return done;
    },
  },
  {
    path: `${service}/Actions/EventService.SubmitTestEvent`,
    POST: ({ bmc, body }) => {
      const { Message } = parseBody(TestEvent, body ?? {}, { action: '#EventService.SubmitTestEvent' });
      bmc.log.write('TestEvent', Message ?? 'asked for by a client');
      return done;
    },
  },
];
