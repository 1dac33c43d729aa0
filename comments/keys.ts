import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the engine keeps what must not be lost: its keys, and its SQLite database where it has one. */
export const dataFolder = process.env['COMMENTS_DATA'] || join(import.meta.dirname, 'data');

/** What the engine signs with, and the password of its administrator. */
export interface Keys {
  jwt: string;
  password: string;
}

/** What the administrator signs in with; no mail goes there. */
export const administrator = 'editor@localhost';

/** Something that a person must mend before the engine can start: one sentence that says how. */
export class StartError extends Error {}

/** Characters of a password: the page of the moderator can be tried from anywhere. */
const shortestPassword = 12;

const file = join(dataFolder, 'keys.json');
const aSecret = () => randomBytes(24).toString('base64url');

/**
 * The keys of this engine, or nothing where it has never been started. COMMENTS_PASSWORD goes before the file.
 *
 * @throws StartError
 */
export function readKeys(): Keys | undefined {
  if (!existsSync(file)) return undefined;
  const { jwt, password } = parsedKeys(readFileSync(file, 'utf8'));
  if (typeof jwt !== 'string' || typeof password !== 'string') {
    throw new StartError(
      `${file} is damaged. Make new keys by npm run comments -- password, and start the engine again: no comment is lost.`,
    );
  }
  return { jwt, password: passwordGiven() ?? password };
}

function parsedKeys(text: string): { jwt?: unknown; password?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {}; // What is said is the same as of one without keys.
  }
}

/** The password that is set by COMMENTS_PASSWORD. @throws StartError where it is too short. */
function passwordGiven(): string | undefined {
  const given = process.env['COMMENTS_PASSWORD'] || undefined;
  if (given !== undefined && given.length < shortestPassword) {
    throw new StartError(
      `COMMENTS_PASSWORD has ${given.length} characters. Give it ${shortestPassword} or more: anybody can try to guess it.`,
    );
  }
  return given;
}

/**
 * Makes the folder of the data and, the first time, the keys. Only the user who starts the engine can read them.
 *
 * @throws StartError
 */
export function makeKeys(): Keys {
  mkdirSync(dataFolder, { recursive: true });
  chmodSync(dataFolder, 0o700);
  return readKeys() ?? newKeys();
}

/**
 * Makes new keys in place of those that are lost, damaged or known to others. The engine takes them when it starts: who
 * is signed in is so no longer, and the password is the new one.
 */
export function newKeys(): Keys {
  mkdirSync(dataFolder, { recursive: true });
  const made = { jwt: aSecret(), password: passwordGiven() ?? aSecret() };
  // Whole or not at all: a disk may be full.
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return made;
}
