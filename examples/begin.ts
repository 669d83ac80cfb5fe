// Where the server of the examples is, the key they use, and how they read answers.

export function begin(): { readonly url: string; readonly key: string } {
  const { VITRINE_URL: url = 'http://127.0.0.1:8420', VITRINE_KEY: key } = process.env;
  if (!key) throw new Error('VITRINE_KEY is needed: npm run --silent vitrine -- key create --label examples');
  return { url, key };
}

/** The JSON of an answer, as the documents of the API describe it. */
export async function read<T>(answer: Response): Promise<T> {
  return (await answer.json()) as T;
}
