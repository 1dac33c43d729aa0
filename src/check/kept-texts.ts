import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Prose } from './prose.ts';

/** Texts that have been taken apart, by the paths of their files: that is most of the work of a check. */
export type Texts = ReadonlyMap<string, Prose>;

/** Beside what Astro keeps from one `npm run dev` to the next: what builds keep is under a seal of theirs. */
const folder = '.astro';

/** What the file holds. */
interface Kept {
  madeBy: string;
  texts: Texts;
}

/** Texts that one run keeps for the next. */
export interface KeptTexts {
  /** What an earlier run has kept, where the same code took it apart. */
  texts: Texts;
  /** Keeps these instead, once: what changes while somebody writes is little. */
  keep: (now: Texts) => void;
}

/** @param root The folder of the project. */
export function keptTexts(root: string): KeptTexts {
  const file = join(root, folder, 'texts');
  const texts = read(file, root);
  let isKept = false;
  return {
    texts,
    keep(now) {
      const isSame = [...now].every(([path, text]) => texts.get(path) === text);
      if (!isKept && !(isSame && now.size === texts.size)) write(file, root, now);
      isKept = true;
    },
  };
}

function read(file: string, root: string): Texts {
  try {
    // One that is not as it was written has another checksum, and is no gzip.
    const kept: Kept = deserialize(gunzipSync(readFileSync(file)));
    if (kept.madeBy === codeIn(root)) return kept.texts;
  } catch {
    // Nothing is kept, or nothing that this version of Node can read.
  }
  return new Map();
}

function write(file: string, root: string, texts: Texts): void {
  const kept: Kept = { madeBy: codeIn(root), texts };
  // Under another name first: a run that is stopped, or another beside it, leaves no half of a file.
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, gzipSync(serialize(kept), { level: 1 }));
    renameSync(unfinished, file);
  } catch {
    // The next run takes them apart again.
  }
}

/** Another one wherever the same text may be taken apart otherwise. */
function codeIn(root: string): string {
  const files = ['.', 'src/check', 'src/publication/text'].flatMap((name) =>
    readdirSync(join(root, name), { withFileTypes: true })
      .filter((one) => one.isFile() && (name !== '.' || /^package(-lock)?\.json$/.test(one.name)))
      .map((one) => join(root, name, one.name)),
  );
  return [
    process.version,
    ...files.toSorted().map((file) => hash('sha256', readFileSync(file))),
  ].join(' ');
}
