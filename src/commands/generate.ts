// npm run generate: writes the files of the repository that follow from others.

import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { checkContent } from '../check/check.ts';
import { inner } from '../check/keys.ts';
import { sourcesReader } from '../check/sources.ts';
import { todayIn } from '../check/today.ts';
import { styleChecks } from '../check/style.ts';
import { firebaseConfig } from '../output/hosts/firebase.ts';
import { policy } from '../output/hosts/policy.ts';
import { vercelConfig } from '../output/hosts/vercel.ts';
import { redirectsOf } from '../publication/redirects.ts';
import { schemas } from '../publication/schemas.ts';

const guide = 'content/README.md';

if (import.meta.main) {
  const files = await generatedFiles().catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
  for (const [path, text] of Object.entries(files)) {
    if (readFileSync(path, 'utf8') === text) continue;
    writeFileSync(path, text);
    console.log(`${path} is written.`);
  }
}

/**
 * The files that are generated, by their paths: what two hosts read before they build, and the writer's guide, with the
 * keys and the checks in the words of the schemas and the checks.
 *
 * @throws Error where the guide has no place for a list.
 */
export async function generatedFiles(): Promise<Record<string, string>> {
  const sources = await sourcesReader(process.cwd())();
  const today = todayIn(sources);
  const { entries } = checkContent(sources, today);
  const all = { ...policy, redirects: redirectsOf(entries, today) };
  return {
    'vercel.json': vercelConfig(all),
    'firebase.json': firebaseConfig(all),
    [guide]: guideOf(readFileSync(guide, 'utf8')),
  };
}

/** The writer's guide with its lists as they are to be. */
export function guideOf(text: string): string {
  // It may stand in every text: it has a list of its own.
  const { allow } = schemas.essays.shape;
  const lists = Object.entries({ ...schemas, allow }).map(
    ([name, schema]) => [`keys of ${name}`, keysInWords(schema)] as const,
  );
  return [['checks', checksInWords()] as const, ...lists].reduce(
    (guide, [mark, list]) => withList(guide, mark, list),
    text,
  );
}

function withList(text: string, mark: string, list: string): string {
  const place = new RegExp(`(<!-- ${mark} -->\n)[^]*?(<!-- end -->)`);
  if (!place.test(text)) {
    throw new Error(
      `${guide} has no place for the ${mark}: write <!-- ${mark} --> and <!-- end --> on two lines of it.`,
    );
  }
  return text.replace(
    place,
    (_, start: string, end: string) => `${start}\n${list.trimEnd()}\n\n${end}`,
  );
}

/** A list of the keys of a schema with their sentences, and under each those within it. */
function keysInWords(schema: z.ZodType): string {
  const bare = inner(schema);
  if (bare instanceof z.ZodArray) return keysInWords(asType(bare.element));
  if (!(bare instanceof z.ZodObject)) return '';
  return Object.entries(bare.shape)
    .filter(([key]) => key !== 'allow')
    .map(([key, within]) => {
      const type = asType(within);
      const name = `\`${key}\`${type.safeParse(undefined).success ? ' (may be left out)' : ''}`;
      return `- ${name}: ${type.description}\n${keysInWords(type).replace(/^(?=.)/gm, '  ')}`;
    })
    .join('');
}

/** Zod's types for what is within a type are those of its core, without methods. */
function asType(type: unknown): z.ZodType {
  if (!(type instanceof z.ZodType)) throw new Error('A schema holds what is no schema.');
  return type;
}

function checksInWords(): string {
  return Object.entries(styleChecks)
    .map(([name, { of, says, fix }]) => {
      const what = of === 'link' ? 'a link that' : 'what';
      return `- \`${name}\` finds ${what} ${says}. ${fix}`;
    })
    .join('\n');
}
