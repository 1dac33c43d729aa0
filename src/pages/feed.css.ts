import type { APIRoute } from 'astro';
import style from '../editions/feed.css?raw';
import { getSite } from '../publication/content.ts';
import { colorOf } from '../styles/colors.ts';

const colors = ['paper', 'text', 'meta', 'rule', 'accent'].map(
  (name) => `--color-${name}: light-dark(${colorOf(name)}, ${colorOf(name, 'night')});`,
);

// What feeds look like to a person who opens one.
export const GET: APIRoute = async () => {
  const { words } = await getSite();
  const explanation = `--explanation: ${JSON.stringify(words.editions.explanation)};`;
  const text = `:root { ${[...colors, explanation].join(' ')} }\n\n${style}`;
  return new Response(text, { headers: { 'content-type': 'text/css' } });
};
