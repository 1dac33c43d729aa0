import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { essayComponents } from '../../src/publication/text/markdown.ts';

const files: Record<string, string> = {
  'astro.config.mjs': `import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';

export default defineConfig({ site: 'https://example.org', integrations: [mdx(), sitemap()] });
`,
  'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const blog = defineCollection({
  loader: glob({ base: './content/essays', pattern: '**/*.{md,mdx}' }),
  schema: z.object({ title: z.string(), standfirst: z.string(), published: z.coerce.date() }),
});

export const collections = { blog };
`,
  'src/layouts/BlogPost.astro': `---
const { title, standfirst, published } = Astro.props;
---
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <title>{title}</title>
    <meta name="description" content={standfirst} />
  </head>
  <body>
    <main>
      <h1>{title}</h1>
      {published && <time datetime={published.toISOString()}>{published.toDateString()}</time>}
      <slot />
    </main>
    <style>
      main { max-width: 45rem; margin: auto; }
    </style>
  </body>
</html>
`,
  'src/pages/blog/[...slug].astro': `---
import { getCollection, render } from 'astro:content';
import BlogPost from '../../layouts/BlogPost.astro';
${essayComponents.map((name) => `import ${name} from '../../components/${name}.astro';`).join('\n')}

export async function getStaticPaths() {
  const posts = await getCollection('blog');
  return posts.map((post) => ({ params: { slug: post.id }, props: post }));
}

const post = Astro.props;
const { Content } = await render(post);
---
<BlogPost {...post.data}>
  <Content components={{ ${essayComponents.join(', ')} }} />
</BlogPost>
`,
  'src/pages/index.astro': `---
import { getCollection } from 'astro:content';
import BlogPost from '../layouts/BlogPost.astro';

const posts = (await getCollection('blog')).sort(
  (a, b) => b.data.published.valueOf() - a.data.published.valueOf(),
);
---
<BlogPost title="Blog" standfirst="All essays">
  <ul>{posts.map((post) => <li><a href={\`/blog/\${post.id}/\`}>{post.data.title}</a></li>)}</ul>
</BlogPost>
`,
  ...Object.fromEntries(
    essayComponents.map((name) => [`src/components/${name}.astro`, '<div><slot /></div>\n']),
  ),
};

/**
 * Makes a copy of this project a plain one, as the blog template of Astro is: a page for each essay and a list of them,
 * by one layout, and nothing else.
 */
export async function makePlain(project: string): Promise<void> {
  for (const path of ['src', 'public']) await rm(join(project, path), { recursive: true });
  await mkdir(join(project, 'public'));
  await cp('public/favicon.svg', join(project, 'public/favicon.svg'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
}

/**
 * Makes a plain project one of Markdown alone, as the posts of the template are for the most part: Astro's own processor
 * renders them as they are loaded, and nothing of them is bundled. What components hold is plain text there.
 */
export async function makeMarkdown(project: string): Promise<void> {
  const folder = join(project, 'content/essays');
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    await writeFile(join(folder, name.replace(/mdx$/, 'md')), text.replaceAll(/^<\/?\w+>\n/gm, ''));
    await rm(join(folder, name));
  }
}
