/** SQL names of what a source becomes. */
export interface SourceTables {
  /** The file's rows as they are. */
  readonly rows: string;
  readonly spine: string;
  readonly customers: string;
  readonly events: string;
}

/**
 * Names of a source's tables. Different sources get different names, also where they differ in case or in
 * characters that are left out.
 */
export function sourceTables(source: string): SourceTables {
  const plain = /^[a-z0-9_]{1,40}$/.test(source);
  const word = plain ? source : `${source.replace(/[^\p{L}\p{N}]+/gu, '_').slice(0, 40)}_${checksum(source)}`;
  return { rows: `rows_${word}`, spine: `spine_${word}`, customers: `customers_${word}`, events: `events_${word}` };
}

/** The table of the rejects of a source, whose rows lie in the table of that name. */
export function rejectsTable(rows: string): string {
  return `rejects_${rows}`;
}

/** The table of a segment's customers; different segments get different names as {@link sourceTables} says. */
export function segmentTable(source: string, segment: string): string {
  return segmentTables(source) + sourceTables(segment).rows.slice('rows_'.length);
}

/** How the names of all tables of a source's segments begin. */
export function segmentTables(source: string): string {
  return `segment_${checksum(source)}_`;
}

/** FNV-1a of a text's UTF-16 units, as eight hexadecimal digits. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
