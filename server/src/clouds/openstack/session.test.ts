import { describe, expect, it } from 'vitest';
import { computeApi } from './compute.ts';
import { createSession } from './session.ts';
import type { HttpReply, HttpRequest, HttpTransport } from './transport.ts';

const credentials = {
  authUrl: 'https://198.18.0.11:5000/v3',
  region: 'RegionOne',
  username: 'admin',
  password: 'secret-of-admin',
  project: 'admin',
};

const endpoint = (url: string, region: string) => ({ interface: 'public', region_id: region, url });

/** As Keystone 27 answers, cut to one service. */
const tokenBody = JSON.stringify({
  token: {
    methods: ['password'],
    user: {
      domain: { id: 'default', name: 'Default' },
      id: '70f4a035',
      name: 'admin',
      password_expires_at: null,
    },
    audit_ids: ['x'],
    expires_at: '2026-11-23T04:19:33.000000Z',
    issued_at: '2026-11-23T03:19:33.000000Z',
    project: { domain: { id: 'default', name: 'Default' }, id: '5c37aaa7', name: 'admin' },
    is_domain: false,
    roles: [{ id: '5db8', name: 'admin' }],
    catalog: [
      {
        id: 'c1',
        type: 'compute',
        name: 'nova',
        endpoints: [
          endpoint('https://elsewhere:8774/v2.1', 'RegionTwo'),
          endpoint('https://198.18.0.11:8774/v2.1/', 'RegionOne'),
        ],
      },
    ],
  },
});

/** As nova 31 answers. */
const flavors =
  '{"flavors": [{"id": "f1", "name": "small", "links": [{"rel": "self", "href": "x"}], "description": null}]}';

function reply(status: number, text: string, headers: HttpReply['headers'] = {}): HttpReply {
  return { status, text, headers };
}

/** Signs in whoever asks, and gives the replies in turn. */
function scripted(replies: HttpReply[]) {
  const sent: HttpRequest[] = [];
  const transport: HttpTransport = {
    send: async (request) => {
      sent.push(request);
      if (request.url.endsWith('/auth/tokens'))
        return reply(201, tokenBody, { 'x-subject-token': `t${sent.length}` });
      return replies.shift() ?? reply(500, 'no more replies');
    },
    close: () => undefined,
  };
  return { compute: computeApi(createSession({ transport, credentials })), sent };
}

describe('a session', () => {
  it('signs in once and finds the endpoint of its region', async () => {
    const { compute, sent } = scripted([reply(200, flavors), reply(200, flavors)]);
    await compute.flavors();
    expect(await compute.flavors()).toEqual([{ id: 'f1', name: 'small' }]);
    expect(sent.map(({ url }) => url)).toEqual([
      'https://198.18.0.11:5000/v3/auth/tokens',
      'https://198.18.0.11:8774/v2.1/flavors?is_public=None',
      'https://198.18.0.11:8774/v2.1/flavors?is_public=None',
    ]);
    expect(sent[1]?.headers?.['x-auth-token']).toBe('t1');
  });

  it('signs in again when a token that worked is refused', async () => {
    const { compute, sent } = scripted([reply(200, flavors), reply(401, ''), reply(200, flavors)]);
    await compute.flavors();
    expect(await compute.flavors()).toHaveLength(1);
    expect(sent.at(-1)?.headers?.['x-auth-token']).toBe('t4');
  });

  it.each([
    [
      401,
      '{"error": {"code": 401, "message": "The request you have made requires authentication."}}',
      'openstack-unauthorized',
    ],
    [403, '{"forbidden": {"code": 403, "message": "Policy does not allow"}}', 'openstack-forbidden'],
    [404, '{"itemNotFound": {"code": 404, "message": "Flavor not found"}}', 'openstack-not-found'],
    [
      409,
      '{"NeutronError": {"type": "IpAddressInUse", "message": "is in use", "detail": ""}}',
      'openstack-conflict',
    ],
    [429, 'Too Many Requests', 'openstack-busy'],
    [500, '<html><body><h1>500</h1></body></html>', 'openstack-busy'],
    [503, '', 'openstack-busy'],
    [400, '{"errors": [{"status": 400, "detail": "bad inventory"}]}', 'openstack-refused'],
    [200, '', 'openstack-answer'],
    [200, '{"flavors": [', 'openstack-answer'],
    [200, '{"servers": []}', 'openstack-answer'],
  ])('says of status %i with %j that it is %s', async (status, text, code) => {
    const { compute } = scripted([reply(status, text)]);
    await expect(compute.flavors()).rejects.toMatchObject({ code });
  });

  it("passes the service's reason on, and never a password", async () => {
    const { compute } = scripted([
      reply(403, '{"forbidden": {"code": 403, "message": "Policy does not allow it"}}'),
    ]);
    const error = await compute.flavors().catch((error: Error) => error);
    expect(error).toMatchObject({ message: expect.stringContaining('Policy does not allow it') });
    expect(JSON.stringify(error)).not.toContain(credentials.password);
  });

  it('names the service that the catalogue lacks', async () => {
    const session = createSession({
      transport: {
        send: async () => reply(201, tokenBody, { 'x-subject-token': 't' }),
        close: () => undefined,
      },
      credentials,
    });
    const call = session.tell({ service: 'volumev3', method: 'GET', path: '/' });
    await expect(call).rejects.toThrow('no volumev3 service in region RegionOne');
  });
});
