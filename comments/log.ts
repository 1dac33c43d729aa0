/**
 * Writes an error into the log, and never fails: one line where the machine is to blame, as a full disk or a database that
 * is away, and where the program is, all that tells why.
 */
export function log(error: unknown): void {
  const { code, message, stack }: Partial<NodeJS.ErrnoException> =
    error instanceof Error ? error : { message: String(error) };
  const said = code === undefined ? (stack ?? message) : `${message} (${code})`;
  console.error(`${new Date().toISOString()} ${said}`);
}
