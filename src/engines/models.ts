import { taskNames } from '../analyses/score/tasks';
import { VitrineError } from '../core/errors';

/** Where each shipped model lies, from the page. */
const addresses: Readonly<Record<string, string>> = Object.fromEntries(
  taskNames.map((name) => [name, `models/${name}/model.onnx`]),
);

/**
 * The bytes of a shipped model, from our own origin.
 * @throws VitrineError `data.missing` for an unknown name or when it cannot be fetched
 */
export async function shippedModel(name: string): Promise<Uint8Array> {
  const address = Object.hasOwn(addresses, name) ? addresses[name] : undefined;
  if (address === undefined) throw new VitrineError('data.missing', { what: `model “${name}”` });
  let response: Response;
  try {
    // Relative to the page.
    response = await fetch(address);
  } catch (cause) {
    throw new VitrineError('data.missing', { what: address }, { cause });
  }
  if (!response.ok) throw new VitrineError('data.missing', { what: address });
  return new Uint8Array(await response.arrayBuffer());
}
