import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Keys } from './keys.ts';
import {
  chosen,
  moderation,
  states,
  type Moderated,
  type Moderation,
  type State,
} from './moderation.ts';
import { readerOf } from './reader-address.ts';
import { bodyOf, refusalOf, turnAway, type Handler } from './request-filter.ts';
import { signIn } from './sign-in.ts';

/** How long who signed in stays so, in milliseconds. */
const session = 12 * 60 * 60 * 1000;

/** Comments on a page of the list. */
const pageSize = 50;

const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\P{C}\n\t\u200D]/gu, '') // What cannot be seen, and turns text around.
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
html{background:Canvas;color:CanvasText}
a,button{color:inherit}
button{background:Canvas;border:1px solid}
body{max-inline-size:44rem;margin:auto;padding:1rem}
article{margin-block:1rem;border-block-start:1px solid;padding-block:.75rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;unicode-bidi:plaintext;margin-block:.5rem}
button,input,nav a{font:inherit;padding:.5rem .75rem;min-block-size:2.75rem;display:inline-block;box-sizing:border-box}
input[type=checkbox]{inline-size:1.5rem;min-block-size:1.5rem;vertical-align:middle}
.bar{position:sticky;inset-block-end:0;background:Canvas;padding-block:.5rem}`;

const policy = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
].join('; ');

const documentOf = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Comments</title><style>${style}</style><body><main><h1>Comments</h1>${body}</main></body></html>`;

function show(response: ServerResponse, body: string, status = 200) {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    })
    .end(documentOf(body));
}

/** Leads on to a page, so that loading that again sends nothing a second time. */
function leadTo(response: ServerResponse, location: string, cookie?: string) {
  response
    .writeHead(303, { location, ...(cookie !== undefined && { 'set-cookie': cookie }) })
    .end();
}

const isSame = (a: string, b: string) => {
  const [one, other] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
};

/** Sessions are signed, and kept nowhere: a new password ends them all. */
function sessions({ jwt, password }: Keys, isSecure: boolean) {
  // A name of which browsers know that no other host and no path can set it.
  const name = isSecure ? '__Host-moderator' : 'moderator';
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  const sign = (text: string) =>
    createHmac('sha256', `${jwt} ${password}`).update(text).digest('base64url');
  return {
    begin: () => {
      const end = String(Date.now() + session);
      return `${name}=${end}.${sign(end)}; ${attributes}; Max-Age=${session / 1000}`;
    },
    end: `${name}=; ${attributes}; Max-Age=0`,
    /** What forms of a session must send, or nothing where there is none. */
    tokenOf: ({ headers }: IncomingMessage): string | undefined => {
      const cookie = headers.cookie?.split('; ').find((one) => one.startsWith(`${name}=`)) ?? '';
      const [end = '', signature = ''] = cookie.slice(name.length + 1).split('.');
      const isLive = isSame(signature, sign(end)) && Number(end) > Date.now();
      return isLive ? sign(`form ${end}`) : undefined;
    },
  };
}

/** What the list is asked for. */
interface View {
  state: State | undefined;
  by: string | undefined;
  page: number;
}

const isState = (text: string | null): text is State =>
  text !== null && Object.hasOwn(states, text);

function viewOf(query: URLSearchParams): View {
  const state = query.get('state');
  return {
    state: isState(state) ? state : query.has('by') ? undefined : 'waiting',
    by: query.get('by') ?? undefined,
    page: Math.max(1, Math.trunc(Number(query.get('page'))) || 1),
  };
}

const addressOf = ({ state, by, page }: View) =>
  `?${new URLSearchParams({
    ...(state && { state }),
    ...(by !== undefined && { by }),
    ...(page > 1 && { page: String(page) }),
  }).toString()}`;

const link = (view: View, text: string) =>
  `<a href="${escaped(addressOf(view))}">${escaped(text)}</a>`;

const entryOf = ({ number, state, name, text, page, time, replyTo, passage }: Moderated) =>
  `<article><label><input type="checkbox" name="number" value="${number}"> <b>No. ${number}, ${escaped(name)}</b></label>
<div>${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC, on ${escaped(page)}${
    replyTo === undefined ? '' : `, in reply to ${escaped(replyTo)}`
  }${passage === undefined ? '' : `, paragraph ${escaped(passage)}`}, ${state}. ${link({ state: undefined, by: name, page: 1 }, 'All by this name')}</div>
<pre>${escaped(text)}</pre></article>`;

/** The list: the comments that are asked for, the newest first, and what can be done with those that are ticked. */
async function listPage(engine: Moderation, view: View, token: string): Promise<string> {
  const found = chosen(await engine.list(view.state), { by: view.by }).toReversed();
  const shown = found.slice((view.page - 1) * pageSize, view.page * pageSize);
  const other = (state: State) => link({ state, by: undefined, page: 1 }, state);
  const steps = [
    ...(view.page > 1 ? [link({ ...view, page: view.page - 1 }, 'newer')] : []),
    ...(found.length > view.page * pageSize
      ? [link({ ...view, page: view.page + 1 }, 'older')]
      : []),
  ];
  const all =
    view.by !== undefined && found.length > 0
      ? `<p><label><input type="checkbox" name="all" value="yes"> All ${found.length} of this list</label></p>`
      : '';
  return `<nav aria-label="What was decided">${other('waiting')} ${other('approved')} ${other('refused')}</nav>
<p>${found.length} ${view.state ?? 'in all'}${view.by === undefined ? '' : `, by ${escaped(view.by)}`}.</p>
<form method="post" action="${escaped(addressOf(view))}"><input type="hidden" name="token" value="${token}">
${shown.map(entryOf).join('\n')}${all}
${found.length > 0 ? '<p class="bar"><button name="do" value="approve">Approve</button> <button name="do" value="refuse">Refuse</button> <button name="do" value="delete">Delete, with the replies</button></p>' : ''}
<p><button name="do" value="leave">Sign out</button></p></form>
${steps.length > 0 ? `<nav aria-label="Pages">${steps.join(' ')}</nav>` : ''}
<p>What is approved becomes public, and what is refused or deleted goes, with the next build of the site.</p>`;
}

const signInPage = (home: string, said = '') =>
  `<form method="post" action="${home}/in"><p role="alert">${said}</p>
<p><label>Password <input type="password" name="password" autocomplete="current-password" required></label>
<button>Sign in</button></p></form>`;

/** Does what a form of the list says with the comments that it ticks. */
async function obey(engine: Moderation, form: URLSearchParams, view: View) {
  const what = form.get('do');
  const ticked = form.getAll('number').filter((number) => /^\d{1,9}$/.test(number));
  const isAll = form.get('all') === 'yes' && view.by !== undefined;
  const numbers = isAll
    ? chosen(await engine.list(view.state), { by: view.by }).map(({ number }) => number)
    : ticked.map(Number);
  for (const number of numbers) {
    if (what === 'delete') await engine.remove(number);
    if (what === 'approve' || what === 'refuse') {
      await engine.decide(number, what === 'approve' ? 'approved' : 'refused');
    }
  }
}

/**
 * The page of the moderator, /moderate on the engine's own address: plain HTML, for a phone as well.
 *
 * @param address The engine's address as the public knows it.
 * @param here The same on this machine.
 */
export function moderationPage(keys: Keys, address: URL, here: URL): Handler {
  const { begin, end, tokenOf } = sessions(keys, address.protocol === 'https:');
  const check = signIn(keys.password);
  // A proxy may have the engine below a path.
  const home = `${address.pathname}moderate`;

  async function enter(request: IncomingMessage, response: ServerResponse) {
    const form = new URLSearchParams(await bodyOf(request));
    const verdict = check(readerOf(request), form.get('password') ?? '');
    if (verdict === 'right') return leadTo(response, home, begin());
    return verdict === 'wrong'
      ? show(response, signInPage(home, 'This is not the password.'), 401)
      : show(response, signInPage(home, 'Too many wrong passwords. Wait a minute.'), 429);
  }

  return async (request, response) => {
    const refusal = refusalOf(request);
    if (refusal !== undefined) return turnAway(response, refusal);
    const [path, search] = (request.url ?? '').split('?', 2);
    const isPost = request.method === 'POST';
    if (path === '/moderate/in' && isPost) return enter(request, response);
    if (path !== '/moderate' || !(isPost || request.method === 'GET')) {
      return turnAway(response, 404);
    }
    const token = tokenOf(request);
    if (token === undefined) return show(response, signInPage(home), isPost ? 401 : 200);
    const view = viewOf(new URLSearchParams(search));
    const engine = await moderation(here, keys.password);
    if (!isPost) return show(response, await listPage(engine, view, token));

    const form = new URLSearchParams(await bodyOf(request));
    // Only a form that we have shown knows it: no other site can make a moderator decide.
    if (!isSame(form.get('token') ?? '', token)) return show(response, signInPage(home), 401);
    if (form.get('do') === 'leave') return leadTo(response, home, end);
    await obey(engine, form, view);
    return leadTo(response, home + addressOf(view));
  };
}
