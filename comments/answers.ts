import {
  archived,
  fields as form,
  lengthOf,
  linkOf,
  longestComment,
  longestName,
  type Outcome,
} from '../src/publication/addresses/comment-form.ts';
import { log } from './log.ts';
import { pagesOf } from './pages-of-site.ts';

/** What the engine hands to a plugin, as far as it is used here; it is Koa's context with ThinkJS's additions. */
interface Context {
  method: string;
  path: string;
  status: number;
  body: { errno?: number; errmsg?: string } | { outcome: Outcome } | string;
  req: { headers: { accept?: string | undefined } };
  /** The fields of the body, which the request filter has let pass. What is changed in it, the engine finds changed. */
  post: () => Record<string, unknown>;
  set: (header: string, value: string) => void;
  throw: (status: number) => never;
}

interface StoredComment {
  objectId: number;
  rid: number | null;
  url: string;
  status: string;
}

/** A comment that is about to be stored. */
interface NewComment {
  url: string;
  pid?: string;
  rid?: number;
  /** A field of the engine's that is not asked for: it keeps what {@link linkOf} says. */
  link?: string;
}

/** The engine's controller. */
interface Controller {
  modelInstance: { select: (where: { objectId: string }) => Promise<StoredComment[]> };
}

const { trap, ...stored } = form;
const taken: readonly string[] = Object.values(stored);

/** Characters of the name of a comment in an archive. */
const longestParent = 200;

// Control characters; PostgreSQL cannot store U+0000. https://www.postgresql.org/docs/current/datatype-character.html
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** Why a comment cannot be taken, as far as its fields tell. Cleans the fields, and takes out those that are not ours. */
function errorIn(fields: Record<string, unknown>): Outcome | undefined {
  const isTrapped = fields[trap] !== undefined && fields[trap] !== '';
  for (const [name, value] of Object.entries(fields)) {
    if (taken.includes(name) && typeof value === 'string' && value.trim() !== '') {
      fields[name] = value.toWellFormed().replace(controls, '').trim();
    } else delete fields[name];
  }
  const { [form.name]: name, [form.text]: text, [form.parent]: written } = fields;
  const { [form.passage]: passage } = fields;
  delete fields[form.passage];
  // Beside the comment stands "Reply to No. 12", and in French something else before the number.
  const parent = typeof written === 'string' ? written.replace(/^\D{1,4}(?=\d+$)/, '') : undefined;
  if (parent !== undefined) fields[form.parent] = parent;
  if (isTrapped) return 'mechanical';
  if (typeof name !== 'string' || typeof text !== 'string') return 'incomplete';
  if (lengthOf(name) > longestName) return 'incomplete';
  if (lengthOf(text) > longestComment) return 'long';
  const isArchived =
    parent !== undefined && parent.length <= longestParent && archived.test(parent);
  if (isArchived) delete fields[form.parent];
  else if (parent !== undefined && !/^\d{1,9}$/.test(parent)) return 'unanswerable';
  const on = typeof passage === 'string' ? passage : undefined;
  const link = linkOf(isArchived ? parent : undefined, on);
  if (link !== undefined) fields['link'] = link;
  return undefined;
}

/** Runs what comes after a plugin. Actions of the engine end by throwing, where they have answered too. */
async function outcomeOf(context: Context, next: () => Promise<void>): Promise<Outcome> {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'PREVENT_NEXT_PROCESS') {
      log(error);
      return 'unreachable';
    }
  }
  const { errno, errmsg } = context.body as { errno?: number; errmsg?: Outcome };
  return errno === 0 ? 'received' : (errmsg ?? 'unreachable');
}

/**
 * What the engine is told of receiving comments, beside its variables: the fields are checked, and whoever posts is
 * answered with an {@link Outcome}, a script in JSON, a form by being sent back to the page.
 */
export function answering(site: URL) {
  const isPage = pagesOf(site);

  async function plugin(context: Context, next: () => Promise<void>) {
    const fields = context.post();
    if (context.method !== 'POST' || context.path !== '/api/comment') return next();

    const { url } = fields;
    if (typeof url !== 'string' || !/^\/essays\/[a-z0-9-]+\/$/.test(url)) context.throw(400);
    const outcome =
      errorIn(fields) ??
      ((await isPage(url)) ? await outcomeOf(context, next) : ('pageless' satisfies Outcome));
    if (context.req.headers.accept === 'application/json') {
      context.status = 200;
      context.body = { outcome };
    } else {
      context.status = 303;
      context.set('location', new URL(`.${url}#sent-${outcome}`, site).href);
      context.body = '';
    }
  }

  /** A reply answers a comment that stands on the same page; the engine is told the root of its thread too. */
  async function preSave(this: Controller, comment: NewComment) {
    if (comment.pid === undefined) return undefined;
    const [parent] = await this.modelInstance.select({ objectId: comment.pid });
    if (parent?.url !== comment.url || parent.status !== 'approved') {
      return { errmsg: 'unanswerable' satisfies Outcome };
    }
    comment.rid = parent.rid ?? parent.objectId;
    return undefined;
  }

  return {
    plugins: [{ middlewares: [plugin], hooks: { preSave } }],
    // In place of its sentences, by their keys in its code.
    locales: {
      'en-us': {
        'Duplicate Content': 'repeated' satisfies Outcome,
        'Comment too fast!': 'hasty' satisfies Outcome,
      },
    },
  };
}
