import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

const file = join(dataFolder, 'keys.json');
const aSecret = () => randomBytes(24).toString('base64url');

/** The keys of this engine, or nothing where it has never been started. COMMENTS_PASSWORD goes before the file. */
export function readKeys(): Keys | undefined {
  if (!existsSync(file)) return undefined;
  const keys: Keys = JSON.parse(readFileSync(file, 'utf8'));
  return { ...keys, password: process.env['COMMENTS_PASSWORD'] || keys.password };
}

/** Makes the folder of the data and, the first time, the keys. Only the user who starts the engine can read them. */
export function makeKeys(): Keys {
  mkdirSync(dataFolder, { recursive: true });
  chmodSync(dataFolder, 0o700);
  const keys = readKeys();
  if (keys) return keys;
  const made = { jwt: aSecret(), password: process.env['COMMENTS_PASSWORD'] || aSecret() };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600, flush: true });
  return made;
}
