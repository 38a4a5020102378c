import {
  changePassword as changePasswordRoute,
  createApiKey as createApiKeyRoute,
  createSignInLink as createSignInLinkRoute,
  createWorkspace as createWorkspaceRoute,
  deleteDemo as deleteDemoRoute,
  listApiKeys as listApiKeysRoute,
  listWorkspaces as listWorkspacesRoute,
  readDeletion as readDeletionRoute,
  readMe,
  redeemSignInLink as redeemRoute,
  revokeApiKey as revokeApiKeyRoute,
  signIn as signInRoute,
  signOut as signOutRoute,
} from '../../../contract/routes/access.ts';
import { deviceSeconds, sessionSeconds, type SignedIn } from '../../services/access/browser-sessions.ts';
import { changePassword } from '../../services/access/change-password.ts';
import { createApiKey } from '../../services/access/create-api-key.ts';
import { createSignInLink } from '../../services/access/create-sign-in-link.ts';
import { describeCaller } from '../../services/access/describe-caller.ts';
import { listApiKeys } from '../../services/access/list-api-keys.ts';
import { redeemSignInLink } from '../../services/access/redeem-sign-in-link.ts';
import { revokeApiKey } from '../../services/access/revoke-api-key.ts';
import { signIn } from '../../services/access/sign-in.ts';
import { signOut } from '../../services/access/sign-out.ts';
import { createOwnWorkspace } from '../../services/workspaces/create-workspace.ts';
import { deleteOwnDemo } from '../../services/workspaces/delete-demo.ts';
import { readDeletion } from '../../services/workspaces/read-deletion.ts';
import { listWorkspaces } from '../../services/workspaces/list-workspaces.ts';
import { deviceCookieName, readCookie, sessionCookieName, setCookie } from '../cookies.ts';
import { callerHandler, type Door, handler, publicHandler, Reply } from '../handler.ts';
import type { HttpSettings } from '../services.ts';

export const accessDoors: Door[] = [
  publicHandler(signInRoute, async ({ body, raw }, services) => {
    const { publicUrl } = services.settings;
    const deviceToken = readCookie(raw.headers.cookie, deviceCookieName(publicUrl));
    const signedIn = await signIn({ ...body, address: raw.address, deviceToken }, services);
    return new Reply(null, cookiesOf(signedIn, services.settings));
  }),
  publicHandler(redeemRoute, async ({ body }, services) => {
    return new Reply(null, cookiesOf(await redeemSignInLink(body, services), services.settings));
  }),
  callerHandler(createSignInLinkRoute, async ({ body }, _caller, services) => {
    const { publicUrl } = services.settings;
    const { url, expiresAt } = await createSignInLink({ email: body.email, publicUrl }, services);
    return { url, expiresAt: new Date(expiresAt).toISOString() };
  }),
  callerHandler(signOutRoute, async ({ body }, caller, services) => {
    await signOut(caller, body.everywhere, services);
    const { publicUrl } = services.settings;
    return new Reply(null, { 'set-cookie': setCookie(sessionCookieName(publicUrl), '', 0, publicUrl) });
  }),
  callerHandler(changePasswordRoute, async ({ body }, caller, services) => {
    await changePassword(caller, body, services);
    return null;
  }),
  callerHandler(readMe, async (_input, caller, services) => describeCaller(caller, services)),
  callerHandler(listWorkspacesRoute, async (_input, caller, services) => ({
    workspaces: await listWorkspaces(caller, services),
  })),
  callerHandler(createWorkspaceRoute, async ({ body }, caller, services) => createOwnWorkspace(body, caller, services)),
  callerHandler(deleteDemoRoute, async ({ params }, caller, services) => {
    await deleteOwnDemo(params.workspaceId, caller, services);
    return readDeletion(params.workspaceId, caller, services);
  }),
  callerHandler(readDeletionRoute, async ({ params }, caller, services) =>
    readDeletion(params.workspaceId, caller, services),
  ),
  handler(listApiKeysRoute, async (_input, context) => ({ apiKeys: await listApiKeys(context) })),
  handler(createApiKeyRoute, async ({ body }, context) => {
    const { key, secret } = await createApiKey(body, context);
    return { apiKey: key, secret };
  }),
  handler(revokeApiKeyRoute, async ({ params }, context) => {
    await revokeApiKey(params.keyId, context);
    return null;
  }),
];

function cookiesOf(signedIn: SignedIn, { publicUrl }: HttpSettings) {
  return {
    'set-cookie': [
      setCookie(sessionCookieName(publicUrl), signedIn.sessionToken, sessionSeconds, publicUrl),
      setCookie(deviceCookieName(publicUrl), signedIn.deviceToken, deviceSeconds, publicUrl),
    ],
  };
}
