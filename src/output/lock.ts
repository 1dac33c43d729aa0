import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

// Held until the process ends.
const held: DatabaseSync[] = [];

// https://sqlite.org/rescode.html#busy
const busy = 5;

/**
 * Takes the lock of a name for the rest of this process. It is one of the operating system's, which SQLite knows how to
 * ask for everywhere: a process that is killed holds it no longer.
 *
 * @param folder Made where it is not there; several locks can lie in one.
 * @returns Whether it was free.
 * @throws NodeJS.ErrnoException where the folder cannot be written.
 */
export function takeLock(folder: string, name: string): boolean {
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK); // SQLite does not say what it lacks.
  const database = new DatabaseSync(join(folder, `${name}.lock`));
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return false;
    throw error;
  }
  held.push(database);
  return true;
}
