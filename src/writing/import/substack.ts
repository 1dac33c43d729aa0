import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'astro/zod';
import { dayIn, NoExport, type OldPost, type OldSite, textOfFile } from './posts.ts';

// What Substack exports: posts.csv, and beside it the text of each post as posts/<id>.html.

const row = z.object({
  post_id: z.string(),
  ...{ post_date: z.string().default(''), is_published: z.string().default('') },
  ...{ type: z.string().default(''), audience: z.string().default('') },
  ...{ title: z.string().default(''), subtitle: z.string().default('') },
});

/** Reads such a folder. @throws NoExport where its list cannot be read. */
export function substackSite(folder: string): OldSite {
  const lost: OldSite['lost'] = [];
  const posts = rowsOf(join(folder, 'posts.csv')).flatMap((one): OldPost[] => {
    const from = `posts/${one.post_id}.html`;
    const file = [join(folder, from), join(folder, `${one.post_id}.html`)].find((path) =>
      existsSync(path),
    );
    if (file === undefined) {
      const what = one.type === 'podcast' || one.type === 'thread' ? `is a ${one.type}, and ` : '';
      lost.push({ from: 'posts.csv', reason: `“${one.title}” ${what}has no text in the export` });
      return [];
    }
    return [postOf(one, from, textOfFile(file), folder)];
  });
  return { posts, folder, lost };
}

function rowsOf(file: string): z.infer<typeof row>[] {
  try {
    return z
      .array(row)
      .parse(parse(textOfFile(file), { columns: true, bom: true, relax_quotes: true }));
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new NoExport(`${file} cannot be read as the list of an export of Substack (${reason}).`);
  }
}

function postOf(one: z.infer<typeof row>, from: string, html: string, folder: string): OldPost {
  // 123456.the-name
  const name = one.post_id.replace(/^\d+\./, '');
  const isPaid = /^(only_paid|founding)$/.test(one.audience);
  return {
    from,
    kind: one.type === 'page' ? 'pages' : 'essays',
    title: one.title,
    name,
    published: dayIn(one.post_date),
    standfirst: one.subtitle,
    authors: [],
    topics: [],
    isDraft: one.is_published !== 'true' || isPaid,
    addresses: name === '' ? [] : [`/p/${name}/`],
    html,
    folder,
    lost: isPaid ? ['that it is for those who pay: it is a draft'] : [],
  };
}
