import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mostSessions } from './sessions.ts';
import { password, type Redfish, TestBmcs } from './testing/lab.ts';

const bmcs = new TestBmcs();
let redfish: Redfish;

beforeEach(async () => {
  await bmcs.start();
  redfish = await bmcs.add();
});
afterEach(async () => {
  vi.useRealTimers();
  await bmcs.fleet.remove('m1');
  await bmcs.stop();
});

const sessions = 'SessionService/Sessions';
const account = 'AccountService/Accounts/1';

const logIn = (secret = password) =>
  redfish.post(sessions, { UserName: redfish.machine.bmc.user, Password: secret }, { as: 'nobody' });

const codeOf = ({ body }: { body: { error: { code: string } } }) => body.error.code;

describe('credentials', () => {
  it('lets nobody read beyond the service root', async () => {
    for (const path of ['', 'odata', '$metadata', '/redfish']) {
      expect([path, (await redfish.get(path, { as: 'nobody' })).status]).toEqual([path, 200]);
    }
    const refused = await redfish.get('Systems', { as: 'nobody' });
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toContain('Basic');
    expect(codeOf(refused)).toBe('Base.1.18.ResourceAtUriUnauthorized');
  });

  it('does not tell nobody which addresses there are', async () => {
    expect((await redfish.get('Nowhere', { as: 'nobody' })).status).toBe(401);
  });

  it('takes user name and password, and no other', async () => {
    expect((await redfish.get('Systems')).status).toBe(200);
    expect((await redfish.get('Systems', { as: ['root', 'wrong'] })).status).toBe(401);
    expect((await redfish.get('Systems', { as: ['someone', password] })).status).toBe(401);
  });

  it('rotates the password, which ends every session and survives the process', async () => {
    const token = String((await logIn()).headers['x-auth-token']);
    expect((await redfish.patch(account, { Password: 'a new one' })).status).toBe(204);
    expect((await redfish.get('Systems', { headers: { 'x-auth-token': token } })).status).toBe(401);
    expect((await redfish.get('Systems')).status).toBe(401);
    await bmcs.restart();
    const after = Object.assign(redfish, { port: bmcs.port });
    expect((await after.get('Systems', { as: ['root', 'a new one'] })).status).toBe(200);
  });

  it('refuses a password that is too short, and says which property', async () => {
    const { status, body } = await redfish.patch(account, { Password: 'short' });
    expect(status).toBe(400);
    expect(body.error['@Message.ExtendedInfo'][0].RelatedProperties).toEqual(['#/Password']);
  });
});

describe('sessions', () => {
  it('opens, uses and closes one', async () => {
    const { status, headers, body } = await logIn();
    expect(status).toBe(201);
    const token = { 'x-auth-token': String(headers['x-auth-token']) };
    expect(headers.location).toBe(body['@odata.id']);
    expect((await redfish.get('Systems', { headers: token })).status).toBe(200);
    expect((await redfish.ask('DELETE', String(headers.location), { headers: token })).status).toBe(204);
    expect((await redfish.get('Systems', { headers: token })).status).toBe(401);
    expect((await redfish.ask('DELETE', String(headers.location))).status).toBe(404);
  });

  it('opens none for a wrong password', async () => {
    expect((await logIn('wrong')).status).toBe(401);
    expect((await redfish.get(sessions)).body.Members).toEqual([]);
  });

  it('has no more than so many at once', async () => {
    for (let count = 0; count < mostSessions; count += 1) expect((await logIn()).status).toBe(201);
    const refused = await logIn();
    expect([refused.status, codeOf(refused)]).toEqual([503, 'Base.1.18.SessionLimitExceeded']);
  });

  it('ends one that was not used for as long as the time-out says', async () => {
    await redfish.patch('SessionService', { SessionTimeout: 60 });
    const token = { 'x-auth-token': String((await logIn()).headers['x-auth-token']) };
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 59_000);
    expect((await redfish.get('Systems', { headers: token })).status).toBe(200);
    vi.setSystemTime(Date.now() + 61_000);
    expect((await redfish.get('Systems', { headers: token })).status).toBe(401);
  });
});

describe('requests', () => {
  const system = 'Systems/System.Embedded.1';

  it('closes the connection with every answer', async () => {
    expect((await redfish.get('')).headers.connection).toBe('close');
  });

  it('says what is wrong in Redfish’s words', async () => {
    const cases = [
      [await redfish.get('Systems/2'), 404, 'Base.1.18.ResourceMissingAtURI'],
      [await redfish.ask('DELETE', 'Systems'), 405, 'Base.1.18.OperationNotAllowed'],
      [await redfish.patch(system, '{"a"'), 400, 'Base.1.18.MalformedJSON'],
      [await redfish.patch(system, '[]'), 400, 'Base.1.18.UnrecognizedRequestBody'],
      [await redfish.patch(system, { Colour: 'red' }), 400, 'Base.1.18.PropertyUnknown'],
      [await redfish.patch(system, { SerialNumber: '1' }), 400, 'Base.1.18.PropertyNotWritable'],
      [await redfish.patch(system, { AssetTag: 7 }), 400, 'Base.1.18.PropertyValueTypeError'],
      [await redfish.patch(system, { IndicatorLED: 'Green' }), 400, 'Base.1.18.PropertyValueNotInList'],
      [await reset({}), 400, 'Base.1.18.ActionParameterMissing'],
      [await reset({ ResetType: 'Sideways' }), 400, 'Base.1.18.ActionParameterValueNotInList'],
      [await reset({ ResetType: 'On', Force: true }), 400, 'Base.1.18.ActionParameterUnknown'],
    ] as const;
    for (const [answer, status, code] of cases) {
      expect([answer.status, codeOf(answer)]).toEqual([status, code]);
      const [information] = answer.body.error['@Message.ExtendedInfo'];
      expect(information).toMatchObject({ MessageId: code, Resolution: expect.any(String) });
    }
  });

  const reset = (body: unknown) => redfish.post(`${system}/Actions/ComputerSystem.Reset`, body);

  it('refuses a body that is too large', async () => {
    expect((await redfish.patch(system, `"${'x'.repeat(200_000)}"`)).status).toBe(413);
  });

  it('changes nothing where the resource has changed since it was read', async () => {
    const etag = String((await redfish.get(system)).headers.etag);
    const again = { headers: { 'if-match': etag } };
    expect((await redfish.patch(system, { AssetTag: 'a' }, again)).status).toBe(200);
    const late = await redfish.patch(system, { AssetTag: 'b' }, again);
    expect([late.status, codeOf(late)]).toEqual([412, 'Base.1.18.PreconditionFailed']);
    expect((await redfish.get(system)).body.AssetTag).toBe('a');
    expect((await redfish.patch(system, { AssetTag: 'b' }, { headers: { 'if-match': '*' } })).status).toBe(
      200,
    );
  });

  it('does not repeat what the client has', async () => {
    const { headers } = await redfish.get(system);
    const again = await redfish.get(system, { headers: { 'if-none-match': String(headers.etag) } });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('keeps its ETag while the machine starts', async () => {
    const before = (await redfish.get(system)).headers.etag;
    await reset({ ResetType: 'On' });
    await expect.poll(async () => (await redfish.get(system)).body.PowerState).toBe('On');
    expect((await redfish.get(system)).headers.etag).toBe(before);
  });

  it('answers HEAD without a body', async () => {
    const { status, body, headers } = await redfish.ask('HEAD', system);
    expect([status, body, headers.etag !== undefined]).toEqual([200, '', true]);
  });

  it('pages through the members of a collection', async () => {
    const path = `${system}/Memory`;
    const { body } = await redfish.get(`${path}?$skip=4&$top=2`);
    expect(body.Members.map((one: { '@odata.id': string }) => one['@odata.id'].split('/').pop())).toEqual([
      'A5',
      'A6',
    ]);
    expect(body['Members@odata.count']).toBe(16);
    expect((await redfish.get(body['Members@odata.nextLink'])).body.Members).toHaveLength(2);
    expect((await redfish.get(`${path}?$skip=-1&$top=x`)).body.Members).toHaveLength(16);
  });
});
