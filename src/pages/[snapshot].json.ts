import type { APIRoute, GetStaticPaths } from 'astro';
import { getPublication, getSnapshot } from '../publication/content.ts';
import { snapshotFile } from '../publication/addresses/paths.ts';
import type { Snapshot } from '../publication/model.ts';

// The comments with which the site was built, for a build that cannot reach their engine, and the essays of the site, for
// the engine: a comment on another page is refused. Nothing where the site takes none.
export const getStaticPaths = (async () => {
  const read = await getSnapshot();
  if (!read) return [];
  const { essays } = await getPublication();
  const snapshot = { ...read, essays: essays.map(({ slug }) => slug) };
  return [{ params: { snapshot: snapshotFile.replace(/\.json$/, '') }, props: { snapshot } }];
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ snapshot: Snapshot }> = ({ props }) => Response.json(props.snapshot);
