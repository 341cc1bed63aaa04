import type { Bytes } from './bytes';

/** What is told of an XML text as it is read; names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML as it streams. The parser loads with the first such file; entities of a document's own are not expanded. */
export async function readXml(bytes: Bytes, listener: XmlListener): Promise<void> {
  const push = await xmlParser(listener);
  for await (const part of bytes) push.take(part);
  push.end();
}

/** A parser that is fed by hand: for readers that give rows while they read. */
export async function xmlParser(listener: XmlListener): Promise<{ take(part: Uint8Array): void; end(): void }> {
  const { Parser } = await import('htmlparser2');
  const parser = new Parser(
    {
      onopentag: (name, attributes) => listener.open?.(local(name), attributes),
      ontext: (text) => listener.text?.(text),
      onclosetag: (name) => listener.close?.(local(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  const decoder = new TextDecoder();
  return {
    take: (part) => parser.write(decoder.decode(part, { stream: true })),
    end: () => parser.end(decoder.decode()),
  };
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** Attributes by their name without a prefix. */
export function attributesOf(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(attributes).map(([name, value]) => [local(name), value]));
}
