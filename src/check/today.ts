import { collectionOf } from '../publication/collections.ts';
import { dayOf, type PartialDate } from '../publication/dates.ts';
import { schemas } from '../publication/schemas.ts';
import { parseContentFile } from '../publication/text/content-files.ts';
import type { Sources } from './files.ts';

/** The day it is where the publication is at home: in the time zone of content/site.yaml, as far as that can be read. */
export function todayIn({ files }: Sources): PartialDate {
  const file = files.find(({ path }) => collectionOf(path) === 'site');
  const { timeZone } = schemas.site
    .pick({ timeZone: true })
    .strip()
    .catch({})
    .parse(file && parseContentFile(file).data);
  return dayOf(new Date(), timeZone);
}
