/**
 * A spreadsheet program runs a CSV cell that begins with one of these as a formula (OWASP, CSV injection; the wide forms in
 * East Asian settings). Such text gets an apostrophe before it, the programs' own sign for "this is text".
 * A cell that has the apostrophe already gets one more, so that `restored` gives back exactly what was written.
 */
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/
const neutral = /^''*[=+\-@\t\r\n＝＋－＠]/

export function neutralised(text: string): string {
  return dangerous.test(text) ? `'${text}` : text
}

export function restored(text: string): string {
  return neutral.test(text) ? text.slice(1) : text
}
