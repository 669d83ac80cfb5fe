// What commands print: text for people, or JSON for programs.

/** One JSON document on standard output, or the text. */
export function print(asJson: boolean, value: unknown, text: () => string): void {
  console.log(asJson ? JSON.stringify(value, null, 2) : text());
}
