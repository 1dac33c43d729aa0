/** Ends the process with a sentence, where there is nothing to look for in the program. */
export function refuse(sentence: string): never {
  console.error(sentence);
  // Not by an error: Astro would wrap it into its own words and a stack.
  process.exit(1);
}
