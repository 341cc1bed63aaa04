/** Version of what is kept on a device. */
export const FORMAT = 1;

const NAME = 'vitrine-kept';
/** Larger manifests are none: one is a page of text per table. */
const LARGEST = 16 * 1024 * 1024;

/** What sealed bytes hold. `torn`: cut off, changed, or never of ours. `newer`: whole, of a later version. */
export type Unsealed =
  | { readonly is: 'whole'; readonly json: unknown }
  | { readonly is: 'newer'; readonly format: number }
  | { readonly is: 'torn' };

/**
 * JSON behind one line that tells its version, its length in bytes and its SHA-256, so that a half-written one is
 * known for what it is, and a later version's is not taken for a damaged one.
 */
export async function seal(json: unknown, format = FORMAT): Promise<Uint8Array<ArrayBuffer>> {
  const body = new TextEncoder().encode(JSON.stringify(json));
  const head = new TextEncoder().encode(`${NAME} ${format} ${body.length} ${await sha256(body)}\n`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** Reads what {@link seal} wrote. Never throws. */
export async function unseal(bytes: Uint8Array<ArrayBuffer>): Promise<Unsealed> {
  const torn = { is: 'torn' } as const;
  const end = bytes.indexOf(10);
  if (end === -1 || end > 200 || bytes.length > LARGEST) return torn;
  const head = new TextDecoder().decode(bytes.subarray(0, end)).split(' ');
  const [name, format, length, hash] = head;
  const body = bytes.slice(end + 1);
  if (name !== NAME || head.length !== 4 || Number(length) !== body.length) return torn;
  if ((await sha256(body)) !== hash) return torn;
  if (Number(format) > FORMAT) return { is: 'newer', format: Number(format) };
  if (Number(format) !== FORMAT) return torn;
  try {
    return { is: 'whole', json: JSON.parse(new TextDecoder().decode(body)) as unknown };
  } catch {
    // The checksum holds and it is no JSON: nothing that this version wrote.
    return torn;
  }
}

/** SHA-256 as 64 hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
