import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// Fonts of a whole script of thousands of letters weigh as much as all the rest of the program. Who needs one for the
// titles on cards and covers installs it: any of Google's Noto as a package of Expo, which has files in TrueType.

const folder = 'node_modules/@expo-google-fonts';

/** The names that the packages of these scripts end in, by the codes of ISO 15924. */
const endings: Record<string, string> = { Hans: 'sc', Hant: 'tc', Jpan: 'jp', Kore: 'kr' };

/** The packages of Noto that are installed, in one order on every machine. */
export const installedFonts: readonly string[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => /^noto-(?!color-emoji)/.test(name) && fileIn(name) !== undefined)
      .toSorted()
  : [];

/** The same for a text: those of its own language come first, as the same sign is drawn otherwise in another. */
export function installedFontsFor(language: string): string[] {
  const { script = '' } = new Intl.Locale(language).maximize();
  const isOwn = (name: string) => Number(name.endsWith(`-${endings[script]}`));
  return installedFonts.toSorted((a, b) => isOwn(b) - isOwn(a));
}

/** The file of the regular face of such a package. */
export function fileIn(name: string): string | undefined {
  const regular = join(folder, name, '400Regular');
  if (!existsSync(regular)) return undefined;
  const file = readdirSync(regular).find((one) => /\.(ttf|otf)$/.test(one));
  return file === undefined ? undefined : join(regular, file);
}
