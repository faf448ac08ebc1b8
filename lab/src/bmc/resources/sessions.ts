import { Login, parseBody, SessionServicePatch } from '../redfish/body-schema.ts';
import { notFound, RedfishError } from '../redfish/error.ts';
import { type Call, done, type Route } from '../redfish/route.ts';
import { mostSessions, type Session } from '../sessions.ts';
import { collection, enabled, link, links, resource, root } from './build.ts';

const service = `${root}/SessionService`;
const sessions = `${service}/Sessions`;

function showService({ bmc }: Call) {
  return {
    ...resource(service, 'SessionService.v1_1_9', 'SessionService', 'Session Service'),
    Description: 'Sessions of the Redfish service',
    ServiceEnabled: true,
    SessionTimeout: bmc.sessions.timeoutSeconds,
    Status: enabled,
    Sessions: link(sessions),
    Oem: { Tuskar: { MaxConcurrentSessions: mostSessions } },
  };
}

const showSession = ({ id, user, createdAt, from }: Session) => ({
  ...resource(`${sessions}/${id}`, 'Session.v1_7_2', id, 'User Session'),
  Description: 'Session of a user',
  UserName: user,
  SessionType: 'Redfish',
  ClientOriginIPAddress: from,
  CreatedTime: new Date(createdAt).toISOString(),
});

function logIn({ bmc, body, from, path }: Call) {
  const { UserName, Password } = parseBody(Login, body);
  if (!bmc.isPassword(UserName, Password)) {
    throw new RedfishError(401, {
      message: 'ResourceAtUriUnauthorized',
      args: [path, 'user name or password is wrong'],
    });
  }
  const session = bmc.sessions.open(UserName, from);
  if (session === undefined) throw new RedfishError(503, { message: 'SessionLimitExceeded' });
  const headers = { location: `${sessions}/${session.id}`, 'x-auth-token': session.token };
  return { status: 201, body: showSession(session), headers };
}

export const sessionRoutes: Route[] = [
  {
    path: service,
    GET: showService,
    PATCH: (call) => {
      const resource = showService(call);
      const { SessionTimeout } = parseBody(SessionServicePatch, call.body, { resource });
      if (SessionTimeout !== undefined) call.bmc.sessions.timeoutSeconds = SessionTimeout;
      return { status: 200, body: showService(call) };
    },
  },
  {
    path: sessions,
    open: ['POST'],
    GET: ({ bmc, query }) => {
      const members = links(
        sessions,
        bmc.sessions.list().map(({ id }) => id),
      );
      return collection(sessions, 'Session', 'Session Collection', members, query);
    },
    POST: logIn,
  },
  // Early versions of the specification had the sessions themselves take the place of their collection.
  { path: `${sessions}/Members`, open: ['POST'], POST: logIn },
  {
    path: `${sessions}/{session}`,
    GET: ({ bmc, params }) => {
      const found = bmc.sessions.list().find(({ id }) => id === params['session']);
      return found && showSession(found);
    },
    DELETE: ({ bmc, params, path }) => {
      if (!bmc.sessions.close(params['session'] ?? '')) throw notFound(path);
      return done;
    },
  },
];
